package locale_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/locale"
)

func TestCataloguesLoad(t *testing.T) {
	t.Parallel()
	if err := locale.Load(); err != nil {
		t.Fatal(err)
	}
}

func TestEveryLanguageHasTheSameKeysInTheSameFiles(t *testing.T) {
	t.Parallel()
	en, es := keysByArea(t, locale.English), keysByArea(t, locale.Spanish)
	delete(en, "family.json") // with its own rule, in family_test.go
	delete(es, "family.json")
	if diff := cmp.Diff(en, es); diff != "" {
		t.Errorf("keys differ (-English +Spanish):\n%s", diff)
	}
}

func TestEveryLanguageUsesTheSameVariables(t *testing.T) {
	t.Parallel()
	en, es := locale.Variables(locale.For(locale.English)), locale.Variables(locale.For(locale.Spanish))
	for key := range en {
		if !locale.For(locale.Spanish).Has(key) {
			continue // another test says so
		}
		if diff := cmp.Diff(union(en[key]), union(es[key])); diff != "" {
			t.Errorf("variables of %s differ (-English +Spanish):\n%s", key, diff)
		}
	}
}

// union gives the distinct variables of all forms, sorted: a form may leave
// one out, as "one person" does with the count.
func union(forms [][]string) []string {
	all := slices.Concat(forms...)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestNoTextIsEmptyOrHasSpacesAround(t *testing.T) {
	t.Parallel()
	eachText(t, func(file, key, text string) {
		if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
			t.Errorf("%s: %s is %q", file, key, text)
		}
	})
}

// A place in one pair of braces is never filled and is read as it stands.
func TestEveryPlaceInATextIsOneThatIsFilled(t *testing.T) {
	t.Parallel()
	single := regexp.MustCompile(`(^|[^{])\{[^{]`)
	eachText(t, func(file, key, text string) {
		if single.MatchString(text) {
			t.Errorf("%s: %s has a place that nothing fills, %q; write {{.name}}", file, key, text)
		}
	})
}

func TestNoKeyStandsTwiceInAFile(t *testing.T) {
	t.Parallel()
	for _, file := range files(t, "*") {
		text, err := fs.ReadFile(locale.Catalogues(), file)
		if err != nil {
			t.Fatal(err)
		}
		checkNoRepeats(t, file, json.NewDecoder(bytes.NewReader(text)))
	}
}

// checkNoRepeats reads one JSON object; the standard decoder would silently
// keep the last of two equal keys, and somebody's sentence would be lost.
func checkNoRepeats(t *testing.T, file string, d *json.Decoder) {
	t.Helper()
	seen := map[string]bool{}
	if _, err := d.Token(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		key, _ := token.(string)
		if seen[key] {
			t.Errorf("%s: %s stands twice", file, key)
		}
		seen[key] = true
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatalf("%s: %s: %v", file, key, err)
		}
		if bytes.HasPrefix(value, []byte("{")) {
			checkNoRepeats(t, file, json.NewDecoder(bytes.NewReader(value)))
		}
	}
}

func TestEveryCodeHasALabelInEveryLanguage(t *testing.T) {
	t.Parallel()
	vocabularies := map[string][]string{
		"advisory": strings.Fields("1 2 3 4"),
		"whereabouts": strings.Fields(`acknowledged not_acknowledged denied place_disclosed place_not_disclosed
			contact_allowed contact_refused contact_family contact_lawyer contact_humanitarian contact_consular unknown`),
	}
	for _, name := range casebook.Vocabularies() {
		vocabularies[name] = casebook.Vocabulary(name)
	}
	for _, l := range locale.Langs {
		for kind, codes := range vocabularies {
			for _, code := range codes {
				if key := "label." + kind + "." + code; !locale.For(l).Has(key) {
					t.Errorf("%s: no %s", l, key)
				}
			}
		}
	}
}

func TestLabelsSpeakAndUnknownCodesStayReadable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		l                locale.Lang
		kind, code, want string
	}{
		{locale.English, "state", "in_custody", "In custody"},
		{locale.Spanish, "deprivation", "enforced_disappearance", "Desaparición forzada"},
		{locale.English, "advisory", "4", "Do not travel"},
		{locale.English, "mechanism", "other", "Another way"},
		{locale.English, "state", "not_in_any_list", "not in any list"},
		{locale.English, "", "", ""},
	} {
		if got := locale.For(tt.l).Label(tt.kind, tt.code); got != tt.want {
			t.Errorf("%s: Label(%q, %q) = %q, want %q", tt.l, tt.kind, tt.code, got, tt.want)
		}
	}
}

// files lists the catalogues of a language, "*" for all.
func files(t *testing.T, l locale.Lang) []string {
	t.Helper()
	list, err := fs.Glob(locale.Catalogues(), "words/"+string(l)+"/*.json")
	if err != nil || len(list) == 0 {
		t.Fatalf("no catalogues of %s: %v", l, err)
	}
	return slices.DeleteFunc(list, func(file string) bool { return strings.HasPrefix(path.Base(file), "errors") }) // its keys are sentences
}

func keysByArea(t *testing.T, l locale.Lang) map[string][]string {
	t.Helper()
	areas := map[string][]string{}
	for _, file := range files(t, l) {
		keys := []string{}
		for key := range flatten("", read(t, file)) {
			keys = append(keys, strings.TrimSuffix(key, ".many")) // Spanish has this form, English has not
		}
		slices.Sort(keys)
		areas[path.Base(file)] = slices.Compact(keys)
	}
	return areas
}

func eachText(t *testing.T, check func(file, key, text string)) {
	t.Helper()
	for _, file := range files(t, "*") {
		for key, text := range flatten("", read(t, file)) {
			check(file, key, text)
		}
	}
}

func read(t *testing.T, file string) map[string]any {
	t.Helper()
	text, err := fs.ReadFile(locale.Catalogues(), file)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return object
}

// flatten gives every text under its dotted key.
func flatten(prefix string, object map[string]any) map[string]string {
	out := map[string]string{}
	for key, value := range object {
		switch value := value.(type) {
		case string:
			out[prefix+key] = value
		case map[string]any:
			for k, v := range flatten(prefix+key+".", value) {
				out[k] = v
			}
		}
	}
	return out
}
