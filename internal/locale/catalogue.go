package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// catalogues are the files words/LANG/AREA.json in go-i18n's format. Keys are
// written flat and whole ("case.what_is_known"), sorted within their file: a
// nested object named after a vocabulary could not hold the code "other",
// which go-i18n keeps for plurals.
//
//go:embed words/*/*.json
var catalogues embed.FS

// built holds each language. It is built when it is first asked for, in about
// half a millisecond, and kept as long as the process lives.
var built = builders()

func builders() map[Lang]func() (*Words, error) {
	all := map[Lang]func() (*Words, error){}
	for _, l := range Tongues {
		all[l] = sync.OnceValues(func() (*Words, error) { return build(catalogues, l) })
	}
	return all
}

// For gives the words of a language, and of English for one the site does not
// speak. It panics when a catalogue built into the program is broken, which
// [Load] says at start and the tests before that.
func For(l Lang) *Words {
	w, err := load(l)
	if err != nil {
		panic(err)
	}
	return w
}

// Load builds every language of the whole site, so that no visitor waits for
// it, and says what is wrong with a catalogue. Those of the pages for families
// alone wait for whoever reads them.
func Load() error {
	for _, l := range Langs {
		if _, err := load(l); err != nil {
			return err
		}
	}
	return nil
}

func load(l Lang) (*Words, error) {
	if words, ok := built[l]; ok {
		return words()
	}
	return built[English]()
}

// build reads the catalogues of one language.
func build(files fs.FS, l Lang) (*Words, error) {
	tag := language.Make(string(l))
	w := &Words{
		lang: l, tag: tag, digits: groupings[l],
		texts: map[string]string{}, sentences: map[string]sentence{},
		plurals: map[string]pluralForms{}, labels: map[labelKey]string{},
		languages: display.Tags(tag),
	}
	w.countries, w.sorted = countryNames(l, tag)
	paths, err := fs.Glob(files, path.Join("words", string(l), "*.json"))
	if err != nil {
		return nil, fmt.Errorf("words of %q: %w", l, err)
	}
	for _, p := range paths {
		if err := w.read(files, p); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
	}
	return w, nil
}

// read adds one catalogue.
func (w *Words) read(files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if strings.HasPrefix(path.Base(name), errorsFile) {
		return w.readFaults(text)
	}
	// go-i18n reads the language and the format out of the name it is given.
	file, err := i18n.ParseMessageFileBytes(text, string(w.lang)+".json", nil)
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if w.Has(m.ID) {
			return fmt.Errorf("%s stands in two places", m.ID)
		}
		if err := w.add(m); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
}

// add files a message where T, N or Label will look for it.
func (w *Words) add(m *i18n.Message) error {
	other, err := parseSentence(m.Other)
	if err != nil {
		return err
	}
	forms := pluralForms{}
	for form, text := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many,
	} {
		if text == "" {
			continue
		}
		if forms[form], err = parseSentence(text); err != nil {
			return err
		}
	}
	switch {
	case len(forms) > 0:
		w.plurals[m.ID] = complete(forms, other)
	case other.fixed():
		w.texts[m.ID] = m.Other
		w.addLabel(m.ID, m.Other)
	default:
		w.sentences[m.ID] = other
	}
	return nil
}

func (w *Words) addLabel(key, text string) {
	if rest, ok := strings.CutPrefix(key, "label."); ok {
		if kind, code, ok := strings.Cut(rest, "."); ok {
			w.labels[labelKey{kind, code}] = text
		}
	}
}

// complete gives the form "other" to every count without a form of its own.
func complete(forms pluralForms, other sentence) pluralForms {
	for form := plural.Other; form <= plural.Many; form++ {
		if _, ok := forms[form]; !ok {
			forms[form] = other
		}
	}
	return forms
}
