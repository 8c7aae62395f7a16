package web

import (
	"bytes"
	"context"
	"io"
	"regexp"

	"github.com/a-h/templ"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/staff"
	"habeas/views/visitor"
)

// preview shows a public page inside the desk, in the styles of both.
func (w work) preview(title string, v staff.PreviewPage, body templ.Component) error {
	p := w.page(title)
	p.Public = true
	return w.show(staff.Preview(p, v, body))
}

// publicCase is the page of a case as visitors would see it, without what the
// country adds to it.
func (w work) publicCase(doc *public.Case) templ.Component {
	today := when.DayOf(w.s.o.Now())
	return inside(visitor.Case(visitor.NewCase(w.publicLayout(), &reading.CasePage{Case: doc, Today: today, Days: doc.Held.Days(today)})))
}

// publicRelease is the page of a release event as visitors would see it,
// without the cases and counts that point at it.
func (w work) publicRelease(doc *public.ReleaseEvent) templ.Component {
	return inside(visitor.Release(visitor.NewRelease(w.publicLayout(), &reading.ReleasePage{Event: doc, Today: when.DayOf(w.s.o.Now())})))
}

func (w work) publicLayout() layout.Page {
	return layout.Page{Words: w.words, Path: "/", BaseURL: w.s.o.Config.Base(), NoIndex: true, Contact: w.s.contact()}
}

var (
	mainPart = regexp.MustCompile(`(?s)<main.*</main>`)
	article  = regexp.MustCompile(`(?s)<article.*</article>`)
	heading  = regexp.MustCompile(`<(/?)h([1-5])\b`)
)

// inside takes the article out of a public page, so that it can stand inside
// another one, with its headings one level lower.
func inside(page templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		var whole bytes.Buffer
		if err := page.Render(ctx, &whole); err != nil {
			return err
		}
		_, err := out.Write(heading.ReplaceAllFunc(article.Find(whole.Bytes()), func(tag []byte) []byte {
			lower := bytes.Clone(tag)
			lower[len(lower)-1]++
			return lower
		}))
		return err
	})
}
