package visitor

import (
	"strconv"
	"strings"

	"habeas/internal/locale"
	"habeas/views/layout"
	"habeas/views/links"
)

// EssayProps is a page of text: how the record is made, what can be
// downloaded, how mistakes are put right. Its sections are in the catalogue,
// under NAME.SECTION.title and NAME.SECTION.1, .2 and so on.
type EssayProps struct {
	layout.Page
	Name     string
	Sections []string
}

// Methodology says how the record is made.
func Methodology(page layout.Page) EssayProps {
	page.Title, page.Description = page.T("methodology.title"), page.T("methodology.lead")
	return EssayProps{page, "methodology", []string{"case", "sources", "sureness", "dates", "state", "release", "days", "counts", "words", "not_published", "correct"}}
}

// paragraphs lists the sentences of a section.
func (p EssayProps) paragraphs(section string) []string {
	var all []string
	for i := 1; ; i++ {
		key := p.Name + "." + section + "." + strconv.Itoa(i)
		if !p.Words.Has(key) {
			return all
		}
		all = append(all, p.T(key))
	}
}

// DataProps is what the page about downloads shows.
type DataProps struct {
	layout.Page
	Columns []string // of the export of cases, in their order
}

// NewData puts the page about downloads together.
func NewData(page layout.Page, columns []string) DataProps {
	page.Title, page.Description = page.T("data.title"), page.T("data.lead")
	page.About = catalogue(page)
	return DataProps{page, columns}
}

// columnMeaning says what a column holds: a column of words by the one whose
// codes it says.
func columnMeaning(w *locale.Words, column string) string {
	for _, end := range []string{"_label", "_labels"} {
		if of, ok := strings.CutSuffix(column, end); ok && !w.Has("column."+column) {
			return w.T("column.beside"+strings.Replace(end, "_", ".", 1), "column", of)
		}
	}
	return w.T("column." + column)
}

// dataList is a list that can be had as a file.
type dataList struct{ name, address string }

// dataLists are all of them, in the order in which the page names them.
func dataLists(l locale.Lang) []dataList {
	return []dataList{
		{"cases", links.Cases(l)}, {"counts", links.Counts(l, "")}, {"releases", links.Releases(l)}, {"sources", links.Sources(l)},
	}
}
