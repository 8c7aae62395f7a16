# Every command a contributor needs. `make help` lists them.
# Only Go and make are assumed; what else a command needs it installs itself.

export CGO_ENABLED ?= 0
GO       ?= go
DATA     ?= ./data
TEMPL    := $(GO) tool templ
TOOLS    := internal/tools/go.mod
PACKAGES := ./...
# What measures accessibility: axe-core, from npm's registry, held to its hash.
AXE_VERSION := 4.14.1
AXE_SUM     := 29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
AXE         ?= $(CURDIR)/bin/axe/node_modules/axe-core/axe.min.js
# What reads PDFs, kept in internal/pdftext: held to its hash when it is fetched anew.
PDFIUM_VERSION := 2.15.1
PDFIUM_SUM := 5e4cd023c3dad4a895b3571ca573d3fc51bac6de48360d95283134385b954eaa

.PHONY: pdfium recall policy mutate help run build test check generate fmt golden browser bench schema clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build ## build, load the demonstration into ./data when it is empty, serve on 127.0.0.1:8080
	bin/habeas serve --demo --data $(DATA)

build: ## build bin/habeas
	$(GO) build -trimpath -o bin/habeas ./cmd/habeas

test: ## every test that needs no browser and no outside server
	$(GO) test $(PACKAGES)

check: ## formatting, vet, staticcheck, generated files in sync
	@test -z "$$(gofmt -l cmd internal views static)" || { echo "not formatted:"; gofmt -l cmd internal views static; exit 1; }
	$(GO) vet $(PACKAGES)
	$(GO) vet -tags browser ./internal/browsertest ./internal/web
	$(GO) tool -modfile=$(TOOLS) staticcheck $(PACKAGES)
	$(TEMPL) fmt -fail views
	@before=$$(mktemp -d) && cp -r views $$before && $(TEMPL) generate >/dev/null 2>&1 && diff -rq $$before/views views; s=$$?; rm -rf $$before; \
		test $$s -eq 0 || { echo "the generated views were not in sync; they are now, commit them"; exit 1; }
	$(GO) mod tidy -diff

generate: ## write the Go code of the views
	$(TEMPL) generate

fmt: ## format everything
	gofmt -w cmd internal views static
	$(TEMPL) fmt views

golden: ## write the golden files of the tests anew; look at the difference before committing it
	$(GO) test ./internal/export ./internal/web ./views/... -update

policy: ## ask the server who may do what, write it to internal/web/testdata/policy.md and print the count
	$(GO) test -count=1 ./internal/web -run TestThePolicyIsWhatTheServerDoes -update -v | grep -E "decisions|FAIL|ok"

mutate: ## remove every single permission check, one at a time: a test must fail each time; prints the score
	$(GO) run ./internal/mutate

pdfium: ## fetch the reader of PDFs anew, the bytes that internal/pdftext/doc.go names
	@rm -rf bin/pdfium && mkdir -p bin/pdfium && cd bin/pdfium && npm pack --silent @embedpdf/pdfium@$(PDFIUM_VERSION) && tar xzf *.tgz && \
		echo "$(PDFIUM_SUM)  package/dist/pdfium.wasm" | sha256sum --check --quiet && \
		gzip -9 -n -c package/dist/pdfium.wasm > ../../internal/pdftext/pdfium.wasm.gz && cp package/LICENSE.pdfium ../../internal/pdftext/

browser: ## journeys and accessibility in a real browser; installs Debian's chromium and axe-core when they are missing
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }
	@test -f "$(AXE)" || { rm -rf bin/axe && npm install --silent --no-save --ignore-scripts --prefix bin/axe axe-core@$(AXE_VERSION) && \
		echo "$(AXE_SUM)  $(AXE)" | sha256sum --check --quiet; } || rm -rf bin/axe
	@test -f "$(AXE)" || echo "axe-core is not here, and npm could not get it: NO PAGE IS MEASURED FOR ACCESSIBILITY. AXE=FILE names its axe.min.js."
	AXE="$(abspath $(AXE))" $(GO) test -count=1 -tags browser -timeout 30m ./internal/browsertest
	AXE="$(abspath $(AXE))" $(GO) test -count=1 -tags browser -timeout 30m -run Axe ./internal/web

bench: build ## print the table of speed and memory (BENCH_N=100000 cases)
	$(GO) run ./internal/bench

recall: ## measure the search by pairs of names: make recall NAMES=FILE.csv, with the columns schema, name1, name2, is_match
	@test -n "$(NAMES)" || { echo "Name the file: make recall NAMES=FILE.csv"; exit 2; }
	$(GO) run ./internal/recall "$(NAMES)"

schema: ## write the dumped schemas that stand beside the migrations
	$(GO) test ./internal/store ./internal/shelf -run Schema -update

clean: ## remove what was built; the data folder stays
	rm -rf bin bench.json
