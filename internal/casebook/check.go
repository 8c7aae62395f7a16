package casebook

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/when"
)

// Lengths that a field may have, in runes. A summary is one paragraph; a
// quotation is one sentence; a note may hold a letter.
const (
	maxLine    = 300
	maxProse   = 4000
	maxNote    = 20000
	maxQuote   = 300
	maxAddress = 2000
)

// checker reads the fields of a draft as a person typed them, and gathers what
// is wrong with each under the name of its form field.
type checker struct{ wrong fault.Fields }

func newChecker() *checker { return &checker{wrong: fault.Fields{}} }

// fault answers with what is wrong, or nil.
func (c *checker) fault() error { return fault.InvalidFields(c.wrong) }

func (c *checker) say(field string, format fault.Format, args ...any) {
	if c.wrong[field].IsZero() {
		c.wrong[field] = fault.Say(format, args...)
	}
}

// because reports err under field, with the sentence it has for people.
func (c *checker) because(field string, err error) {
	var f *fault.Error
	if errors.As(err, &f) {
		c.say(field, f.Message.Format, f.Message.Args...)
	}
}

func (c *checker) date(field, text string) when.Date {
	d, err := when.Parse(text)
	c.because(field, err)
	return d
}

func (c *checker) day(field, text string) when.Day {
	text = strings.TrimSpace(text)
	if text == "" {
		return when.Day{}
	}
	d, err := when.ParseDay(text)
	c.because(field, err)
	return d
}

// prose reads one text in one language; hygiene is package names'.
func (c *checker) prose(field, text string, limit int) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	clean, err := names.CleanText(text, limit)
	c.because(field, err)
	return strings.TrimSpace(clean)
}

// text reads a text in every language; its fields are field.en, field.es.
func (c *checker) text(field string, t locale.Text, limit int) locale.Text {
	return t.Each(func(l locale.Lang, text string) string {
		return c.prose(field+"."+string(l), text, limit)
	})
}

func (c *checker) needText(field string, t locale.Text, what fault.Format) {
	if t.IsZero() {
		c.say(field+".en", what)
	}
}

// code reads a value of a vocabulary; empty gives the fallback, which may be
// empty itself when the field is optional.
func (c *checker) code(field, vocabulary, code, fallback string) string {
	code = strings.TrimSpace(code)
	if code == "" {
		return fallback
	}
	if !InVocabulary(vocabulary, code) {
		c.say(field, "“%s” is not on the list. Choose one of: %s.", brief(code), strings.Join(vocabularies[vocabulary], ", "))
	}
	return code
}

func (c *checker) needCode(field, vocabulary, code string, what fault.Format) string {
	code = c.code(field, vocabulary, code, "")
	if code == "" {
		c.say(field, what)
	}
	return code
}

func (c *checker) codes(field, vocabulary string, given []string) Codes {
	var out Codes
	for _, g := range given {
		if code := c.code(field, vocabulary, g, ""); code != "" && !out.Has(code) {
			out = append(out, code)
		}
	}
	return out
}

func (c *checker) country(field, code string, needed bool) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	switch {
	case code == "" && needed:
		c.say(field, "Choose the country.")
	case code != "" && !locale.ValidCountry(code):
		c.say(field, "“%s” is not a country we know. Choose one from the list, or give its two-letter code, like VE.", brief(code))
	}
	return code
}

// number reads a whole number of people or years; nil when nothing is given.
func (c *checker) number(field, text string, inWords fault.Format) *int {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		c.say(field, "“%s” is not a whole number. %s", brief(text), fault.Say(inWords))
		return nil
	}
	if n < 0 || n > 10_000_000 {
		c.say(field, "%d is not a possible number here. Give a whole number from 0 to 10,000,000.", n)
		return nil
	}
	return &n
}

// address reads a web address as given. Only http and https with a host are
// kept, since it will stand as a link on a public page.
func (c *checker) address(field, text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		c.say(field, "Give the whole web address, beginning with https:// or http://. Other kinds of address are not kept.")
	case u.User != nil:
		c.say(field, "This address holds a user name or password. Give it without them.")
	case len(text) > maxAddress:
		c.say(field, "This address is %d letters long; at most %d are kept. Remove what follows the question mark, if the page opens without it.", len(text), maxAddress)
	}
	return text
}

func (c *checker) language(field, tag string) string {
	tag = strings.TrimSpace(tag)
	if tag != "" && (len(tag) > 35 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "") {
		c.say(field, "Give the language as a short code, like en, es or zh-Hant.")
	}
	return tag
}

// brief shortens what a person typed so that it can be quoted back to them.
func brief(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}
