package export

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"habeas/internal/locale"
)

// licenceURL is the licence of the record.
const licenceURL = "https://creativecommons.org/licenses/by/4.0/"

// citation writes how to cite the package, for programs that keep references.
func (k *packer) citation(context.Context) error {
	w := locale.For(locale.English)
	return k.text("CITATION.cff", strings.Join([]string{
		"cff-version: 1.2.0",
		"message: " + quoted(w.T("package.cite")),
		"type: dataset",
		"title: " + quoted(w.T("package.title")),
		"authors:",
		"  - name: " + quoted(w.T("site.name")),
		"    website: " + quoted(k.p.BaseURL),
		"version: " + quoted(k.p.version()),
		"date-released: " + quoted(k.p.day().String()),
		"license: CC-BY-4.0",
		"url: " + quoted(k.p.address()),
		"",
	}, "\n"))
}

// quoted writes a text as YAML and JSON both read it.
func quoted(text string) string { return string(appendString(nil, text)) }

// address is where what the record said on the day of the package can be had
// again, once the day is over.
func (p Package) address() string {
	v := p.Query.Values()
	if p.Query.KnownAt.IsZero() && p.Query.AsOf.IsZero() {
		v.Set("known_at", p.day().String())
	}
	return strings.TrimSuffix(p.BaseURL, "/") + "/data/package.zip?" + v.Encode()
}

// readmes says in words what is in the package, once per language.
func (k *packer) readmes(context.Context) error {
	for _, file := range []struct {
		name string
		lang locale.Lang
	}{{"README.md", locale.English}, {"LEEME.md", locale.Spanish}} {
		if err := k.text(file.name, k.readme(locale.For(file.lang))); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) readme(w *locale.Words) string {
	var b strings.Builder
	say := func(key string, args ...any) { fmt.Fprintf(&b, "%s\n\n", w.T(key, args...)) }
	head := func(key string) { fmt.Fprintf(&b, "## %s\n\n", w.T(key)) }
	fmt.Fprintf(&b, "# %s\n\n", w.T("package.title"))
	say("package.what", "address", k.p.BaseURL)
	say("package.day", "day", locale.Day(w.Lang(), k.p.day()))
	if asked := k.p.Query.Values().Encode(); asked == "" {
		say("package.everything")
	} else {
		say("package.query", "query", asked)
	}
	k.sayCut(w, say)
	head("package.files")
	fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---:|---|\n", w.T("package.file"), w.T("package.rows"), w.T("package.holds"))
	for _, f := range k.files {
		if f.Name == "README.md" {
			continue // this text, in the other language
		}
		rows := ""
		if f.Rows >= 0 {
			rows = w.Number(f.Rows)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", f.Name, rows, w.T("package.file."+strings.NewReplacer(".csv", "", ".", "_").Replace(f.Name)))
	}
	b.WriteString("\n")
	head("package.reading")
	for _, key := range []string{"empty", "dates", "lists", "formulas", "ids", "codes", "people"} {
		fmt.Fprintf(&b, "- %s\n", w.T("package.reading."+key))
	}
	b.WriteString("\n")
	head("package.again")
	say("package.again.text", "address", k.p.address())
	say("package.again.sums")
	head("package.load")
	say("package.load.text")
	say("package.load.not")
	head("package.licence")
	say("package.licence.text")
	return b.String()
}

// sayCut says that a package of an earlier day holds less than it did then.
func (k *packer) sayCut(w *locale.Words, say func(string, ...any)) {
	t := k.p.Cut
	if t == nil || k.p.narrowed() {
		return
	}
	var off []string
	for _, o := range t.Off {
		off = append(off, w.T("package.cut.one", "key", o.Ref, "day", locale.Day(w.Lang(), o.On)))
	}
	now := k.rows(casesTable)
	if len(off) == 0 && t.Snapshot.Cases == now {
		return
	}
	say("package.cut", "then", t.Snapshot.Cases, "now", now)
	if len(off) > 0 {
		say("package.cut.which", "which", strings.Join(off, "; "))
	}
	if t.Forgotten > 0 {
		say("package.cut.forgotten", "count", t.Forgotten)
	}
}

// rows gives how many rows a table of the package has.
func (k *packer) rows(table string) int {
	for _, f := range k.files {
		if f.Name == table+".csv" {
			return f.Rows
		}
	}
	return 0
}

// changes writes what moved since the snapshot before, once per language. It
// names cases by their refs alone.
func (k *packer) changes(context.Context) error {
	for _, file := range []struct {
		name string
		lang locale.Lang
	}{{"CHANGES.md", locale.English}, {"CAMBIOS.md", locale.Spanish}} {
		if err := k.text(file.name, k.changed(locale.For(file.lang))); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) changed(w *locale.Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", w.T("package.changes"))
	since := k.p.Since
	switch {
	case k.p.narrowed():
		fmt.Fprintf(&b, "%s\n", w.T("package.changes.narrowed", "address", strings.TrimSuffix(k.p.BaseURL, "/")+"/changes"))
		return b.String()
	case since == nil:
		fmt.Fprintf(&b, "%s\n", w.T("package.changes.none"))
		return b.String()
	}
	fmt.Fprintf(&b, "%s\n\n", w.T("package.changes.since", "from", locale.Day(w.Lang(), since.From), "to", locale.Day(w.Lang(), since.To)))
	if len(since.Lines)+len(since.Off) == 0 {
		fmt.Fprintf(&b, "%s\n", w.T("package.changes.nothing"))
	}
	for _, m := range since.Lines {
		fmt.Fprintf(&b, "- %s: %s (%+d)\n", m.Ref, w.T("package.why."+m.Why), m.People)
	}
	for _, o := range since.Off {
		fmt.Fprintf(&b, "- %s\n", w.T("package.cut.one", "key", o.Ref, "day", locale.Day(w.Lang(), o.On)))
	}
	return b.String()
}

// sums writes the hash of every other file, as sha256sum checks them.
func (k *packer) sums(context.Context) error {
	var b strings.Builder
	for _, f := range k.files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Name)
	}
	return k.text("SHA256SUMS", b.String())
}

// descriptor writes what programs read of the package: Frictionless Data
// Package, version 2.
func (k *packer) descriptor(context.Context) error {
	w := locale.For(locale.English)
	licence := []any{map[string]any{"name": "CC-BY-4.0", "path": licenceURL, "title": w.T("foot.licence_name")}}
	var resources []any
	for _, f := range k.files {
		if name, table := strings.CutSuffix(f.Name, ".csv"); table {
			resources = append(resources, k.resource(w, tableNamed(name), f))
		} else if f.Name == recordFile {
			resources = append(resources, map[string]any{
				"name": "record", "path": f.Name, "format": "ndjson", "mediatype": "application/x-ndjson", "encoding": "utf-8",
				"bytes": f.Bytes, "hash": "sha256:" + f.SHA256, "description": w.T("package.file.record_ndjson"),
			})
		}
	}
	body, err := json.MarshalIndent(map[string]any{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":    "habeas", "title": w.T("package.title"), "description": w.T("package.what", "address", k.p.BaseURL),
		"homepage": k.p.BaseURL, "version": k.p.version(), "created": k.p.made().Format(time.RFC3339),
		"keywords": []string{"detention", "releases", "human rights"}, "licenses": licence,
		"contributors": []any{map[string]any{"title": w.T("site.name"), "path": k.p.BaseURL, "roles": []string{"creator"}}},
		"resources":    resources,
	}, "", "  ")
	if err != nil {
		return err
	}
	return k.text("datapackage.json", string(body)+"\n")
}

func (k *packer) resource(w *locale.Words, t packageTable, f PackedFile) map[string]any {
	schema := map[string]any{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fieldsOf(w, t), "missingValues": []string{""}}
	if t.key != nil {
		schema["primaryKey"] = t.key
	}
	var foreign []any
	for _, r := range t.foreign {
		foreign = append(foreign, map[string]any{
			"fields": []string{r.column}, "reference": map[string]any{"resource": r.table, "fields": []string{r.names}},
		})
	}
	if foreign != nil {
		schema["foreignKeys"] = foreign
	}
	return map[string]any{
		"name": t.name, "path": f.Name, "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
		"bytes": f.Bytes, "hash": "sha256:" + f.SHA256, "description": w.T("package.file." + t.name),
		"dialect": map[string]any{"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": `"`, "doubleQuote": true, "header": true},
		"schema":  schema,
	}
}

// fieldsOf describes the columns of a table. In a column of numbers, days
// or codes the words that say why there is none are as good as an empty cell.
func fieldsOf(w *locale.Words, t packageTable) []any {
	var out []any
	for _, f := range t.fields() {
		field := map[string]any{"name": f.name, "type": f.kind, "description": meaning(w, t.name, f.name)}
		coded := f.vocabulary != "" && !f.list
		switch {
		case f.kind == "boolean":
			field["trueValues"], field["falseValues"] = []string{"yes"}, []string{"no"}
		case coded, f.kind != "string":
			field["missingValues"] = []string{"", withheld, notApplicable}
		}
		if has(t.key, f.name) {
			field["constraints"] = map[string]any{"required": true}
		}
		if coded {
			var categories []any
			for _, code := range w.Codes(f.vocabulary) {
				categories = append(categories, map[string]any{"value": code, "label": w.Label(f.vocabulary, code)})
			}
			field["categories"] = categories
		}
		out = append(out, field)
	}
	return out
}
