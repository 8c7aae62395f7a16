package export

import (
	"iter"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Style is for whom files are written: in which words, as of the end of which
// day, and for the site at which address.
type Style struct {
	Words   *locale.Words
	Today   when.Day
	BaseURL string
}

// Table is rows of one kind with the columns they are written in.
type Table struct {
	Name string // of the list, and of the sheet of a workbook
	head func(c columns)
	each func(yield func(row func(c columns), err error) bool)
}

// tableOf makes a table of rows that are lent one after the other.
func tableOf[T any](name string, rows iter.Seq2[*T, error], row func(columns, *T)) Table {
	return Table{
		Name: name,
		head: func(c columns) { row(c, new(T)) },
		each: func(yield func(func(columns), error) bool) {
			var now *T
			write := func(c columns) { row(c, now) }
			for v, err := range rows {
				if now = v; !yield(write, err) {
					return
				}
			}
		},
	}
}

// Columns names the columns of a table in their order.
func (t Table) Columns(words *locale.Words) []string {
	var h headings
	t.head(columns{cells: &h, words: words})
	return h
}

// What is said instead of a value that is not there.
const (
	withheld      = "withheld"
	notApplicable = "not_applicable"
)

// cells takes the values of a row one after the other.
type cells interface {
	// text is what people wrote.
	text(name, value string)
	// code is an identifier, a date or an address: nothing a person typed freely.
	code(name, value string)
	number(name string, n int, known bool)
	// size is a number that only some rows can have; said stands where it is a
	// text that can, and there is no number for a reason.
	size(name string, n *int, said string)
	flag(name string, yes bool)
	// list is several codes; said stands for an empty one where lists are joined.
	list(name string, values []string, said string)
	instant(name string, at time.Time)
}

// columns knows which columns there are, in which order.
type columns struct {
	cells
	words *locale.Words
	today when.Day
	site  string            // the address of the site in the language of words, without a slash at the end
	cases string            // what stands before the ref in the address of a case
	both  bool              // texts in every language, one beside the other, not in that of words alone
	noted map[string]string // by column: the vocabulary of its codes; nil when nobody asks
}

// columns gives what writes rows in a style.
func (s Style) columns(c cells) columns {
	site := strings.TrimSuffix(s.BaseURL, "/")
	if s.Words.Lang() != locale.English {
		site += "/" + string(s.Words.Lang())
	}
	return columns{cells: c, words: s.Words, today: s.Today, site: site, cases: site + "/cases/"}
}

// prose writes a text in the language of the file, or the one there is.
func (c columns) prose(name string, t public.Text) {
	if c.both {
		c.text(name, t.En)
		c.text(name+"_es", t.Es)
		return
	}
	said, _ := t.In(c.words.Lang())
	c.text(name, said)
}

// label writes a code, and what it is called.
func (c columns) label(name, kind, code string) {
	c.note(name, kind)
	c.code(name, code)
	said := ""
	if code != "" {
		said = c.words.Label(kind, code)
	}
	c.text(name+"_label", said)
}

// labels writes several codes, and what they are called.
func (c columns) labels(name, kind string, codes []string) {
	c.note(name, kind)
	said := make([]string, len(codes))
	for i, code := range codes {
		said[i] = c.words.Label(kind, code)
	}
	c.list(name, codes, "")
	c.list(name+"_labels", said, "")
}

// note keeps which vocabulary the codes of a column are from.
func (c columns) note(name, kind string) {
	if c.noted != nil {
		c.noted[name] = kind
	}
}

// country writes the code of a country, and its name.
func (c columns) country(name, code string) {
	c.code(name, code)
	said := ""
	if code != "" {
		said = c.words.Country(code)
	}
	c.text(name+"_label", said)
}

// date writes a date as EDTF, and the first and the last day it can mean.
func (c columns) date(name string, d when.Date) {
	c.code(name, d.String())
	c.code(name+"_earliest", d.Earliest().String())
	c.code(name+"_latest", d.Latest().String())
}

// address gives an address of the site, nothing where key is empty.
func (c columns) address(path, key string) string {
	if key == "" {
		return ""
	}
	return c.site + path + key
}

// cited gives the ids of sources: those that cites number, all when it is nil.
// One that may not be named is said to be there.
func cited(sources []public.CitedSource, cites []int) []string {
	var ids []string
	for _, s := range sources {
		if cites != nil && !has(cites, s.N) {
			continue
		}
		id := s.ID
		if id == "" {
			id = withheld
		}
		if !has(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
