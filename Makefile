# The commands of the project; each sets up what it needs in .venv by itself.
PORT ?= 8000

.PHONY: help serve test check bench lock art

help:
	@echo "make serve [PORT=8000]   the site on this machine"
	@echo "make test                every test"
	@echo "make check               lint, types, deployment checks"
	@echo "make bench               what the site costs on this machine"
	@echo "make lock                pin the requirements anew"
	@echo "make art                 draw the preview cards from the artwork"

serve:
	@exec sh tools/serve.sh $(PORT)

test:
	@exec sh tools/test.sh

check:
	@exec sh tools/check.sh

bench:
	@exec sh tools/bench.sh

lock:
	@exec sh tools/lock.sh

art:
	@sh tools/environment.sh requirements-dev.txt
	@.venv/bin/python tools/art/two_numbers.py
	@.venv/bin/python tools/art/cards.py
