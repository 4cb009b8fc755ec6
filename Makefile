# Sambung. `make` lists what there is.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: hosting help setup run test soak screenshots check format openapi access first-owner fuzz web lighthouse bundle bench cost clean-local \
	prepare plan deploy rollback pause resume migrate backup export restore templates preflight scan data-model docs demo newcomer

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(VENV)/.ready web/node_modules/.ready ## Install what is needed (done by run and test too)

$(VENV)/.ready: requirements.txt requirements-dev.txt
	@bash local/need.sh python3-venv "python3 -c 'import venv, ensurepip'"
	@test -x $(PY) || python3 -m venv $(VENV)
	@echo "Installing Python packages ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

web/node_modules/.ready: web/package-lock.json
	@echo "Installing web packages ..."
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/.ready: web/node_modules/.ready $(shell find web local/sandbox/page -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
	@echo "Building the sites ..."
	@cd web && npm run --silent build
	@touch $@

web: web/dist/.ready ## Build the sites

run: $(VENV)/.ready web/dist/.ready ## Run the whole of Sambung on this machine (PORT=8080, SEED=demo|none)
	@exec $(PY) -m local.run

demo: $(VENV)/.ready ## Play a month of ISP Kamil on the stack of `make run`, in another terminal (PORT=8080)
	@$(PY) -m local.demo_month

test: $(VENV)/.ready web/dist/.ready ## Run every test, through the real emulators and a browser
	@bash local/need.sh chromium "command -v chromium" || true
	@$(PY) -m local.setup
	$(PY) -m pytest -n 3 --dist loadscope

soak: $(VENV)/.ready ## A month in which everything goes wrong, and all other long tests (SOAK=1000 customers, SEED repeats one)
	SOAK=$${SOAK:-1000} $(PY) -m pytest -s tests/faults/test_month.py
	SOAK=$${SOAK:-1000} $(PY) -m pytest tests/faults/test_every_boundary.py
	SOAK=$${SOAK:-1000} $(PY) -m pytest -s tests/faults/test_storm.py tests/faults/test_talking_day.py
	SOAK=$${SOAK:-1000} $(PY) -m pytest -s tests/operations/test_restore_of_thousands.py tests/faults/test_routers_for_hours.py
	ALONE=1 $(PY) -m pytest tests/local/test_bundles_alone.py
	SOAK=$${SOAK:-1000} $(PY) -m pytest -s tests/payments/test_books.py tests/payments/test_dies_at_every_boundary.py tests/payments/test_gateway_dies_at_every_boundary.py tests/payments/test_gateway_weather.py

check: $(VENV)/.ready web/node_modules/.ready ## Format, lint, types, architecture
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy shared functions local bench operations
	$(VENV)/bin/bandit --quiet --recursive --severity-level medium shared functions
	@bash local/audit.sh $(VENV)/bin/pip-audit
	$(PY) -m pytest tests/test_architecture.py
	cd web && npm run --silent check

format: $(VENV)/.ready ## Put the code in its form
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

openapi: $(VENV)/.ready ## Write web/openapi.json from the functions, and the sites' types from it
	$(PY) -m local.openapi
	cd web && npm run --silent types

access: $(VENV)/.ready ## Write docs/access.md from the matrix of who may do what
	$(PY) -m local.access_page

data-model: $(VENV)/.ready ## Write docs/data-model.md from the models
	@$(PY) -m local.data_model_page

docs: access data-model ## Write the pages of docs/ that come from the sources: these two, and docs/reference.md
	@$(PY) -m local.reference_page

hosting: $(VENV)/.ready ## Write firebase.json from the manifests and web/headers.json
	$(PY) -m local.hosting

first-owner: $(VENV)/.ready ## Make the first owner of a project, once (EMAIL=... NAME=...)
	@$(PY) -m shared.access.make_first_owner --email "$(EMAIL)" --name "$(NAME)"

fuzz: $(VENV)/.ready ## Thousands of made-up requests at every route, as every role
	FUZZ=long $(PY) -m pytest tests/fuzz

screenshots: $(VENV)/.ready web/dist/.ready ## Take the pictures of docs/screenshots/ anew
	$(PY) -m tests.e2e.take_screenshots

lighthouse: $(VENV)/.ready web/dist/.ready ## Ask Lighthouse about both sites (ONLY=admin|customer), the median of RUNS=5 (fetches it by npm)
	$(PY) -m tests.e2e.measure_lighthouse

bundle: $(VENV)/.ready ## Stage build/<function>/ and its zip, what is deployed
	@$(PY) -m local.bundle

ENV ?= staging
prepare: bundle ## The first time: APIs, and the secrets that then get values (ENV=staging|production)
	@$(PY) -m operations.deploy prepare --env $(ENV)

plan: bundle ## Show what would change in the cloud (ENV=staging|production)
	@$(PY) -m operations.deploy plan --env $(ENV)

deploy: bundle web ## Deploy functions, rules, indexes, alerts and both sites (ENV=staging|production)
	@$(PY) -m operations.deploy deploy --env $(ENV) --migrate $(or $(MIGRATE),yes)

rollback: ## Deploy an earlier version of these sources (ENV=..., VERSION=tag or commit)
	@test -n "$(VERSION)" || { echo "VERSION=tag or commit says which."; exit 1; }
	@git worktree add --detach --force build/versions/$(VERSION) $(VERSION)
	@cp terraform/$(ENV).tfvars build/versions/$(VERSION)/terraform/
	@$(MAKE) -C build/versions/$(VERSION) deploy ENV=$(ENV) MIGRATE=no

pause: $(VENV)/.ready ## Hold schedules and queues, for a restore (ENV=...)
	@$(PY) -m operations.pause pause --env $(ENV)

resume: $(VENV)/.ready ## Let them go on (ENV=...)
	@$(PY) -m operations.pause resume --env $(ENV)

migrate: $(VENV)/.ready ## Bring stored documents to today's form; deploy does it too (ENV=local|...)
	@$(PY) -m operations.migrate --env $(ENV)

backup: $(VENV)/.ready ## All data as plain files (ENV=local|..., TO=folder)
	@$(PY) -m operations.backup --env $(ENV) $(if $(TO),--to $(TO))

export: $(VENV)/.ready ## As backup, with tables for a spreadsheet: for an owner who leaves (ENV=..., TO=folder)
	@$(PY) -m operations.backup --tables --env $(ENV) $(if $(TO),--to $(TO))

restore: $(VENV)/.ready ## A backup into a project or the local stack, verified (ENV, FROM=folder, WIPE=yes, CONFIRM)
	@$(PY) -m operations.restore --env $(ENV) --from $(FROM) --wipe "$(WIPE)" --confirm "$(CONFIRM)"

templates: $(VENV)/.ready ## Submit WhatsApp's templates and follow their approval (ENV=local|..., WAIT=minutes)
	@$(PY) -m operations.templates --env $(ENV) $(if $(WAIT),--wait $(WAIT))

preflight: $(VENV)/.ready ## Look whether everything is set up, and say what is missing (ENV=local|...)
	@$(PY) -m operations.preflight --env $(ENV)

scan: ## Look through terraform/ for what is known to be unsafe (checkov, in an environment of its own)
	@test -x .local/tools/checkov/bin/checkov || { python3 -m venv .local/tools/checkov && .local/tools/checkov/bin/pip install --quiet checkov==3.3.30; }
	@.local/tools/checkov/bin/checkov --directory terraform --framework terraform --skip-download --compact --quiet

bench: $(VENV)/.ready ## Measure speed, operations, imports and sending (BENCH=quick; ONLY=runs,counts,...)
	$(PY) -m bench

cost: $(VENV)/.ready ## Live through a month at two sizes and write docs/cost.md (COST=page: only price it again)
	$(PY) -m bench.cost

newcomer: $(VENV)/.ready ## Time the way from a fresh clone to the first bill at the phone (COLD=yes: no caches)
	@$(PY) -m bench.newcomer $(if $(COLD),--cold)

clean-local: ## Forget the local state
	rm -rf .local
