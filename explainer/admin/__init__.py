from explainer.admin import editions, explanations, films, pictures

__all__ = ["editions", "explanations", "films", "pictures"]
