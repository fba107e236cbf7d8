"""Whether votes are what they look like: what moderators are told, and whence a ballot came.

Nothing here decides anything; a person does.
"""
