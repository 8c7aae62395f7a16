package layout

import (
	"context"
	"encoding/json"
	"io"

	"github.com/a-h/templ"

	"habeas/static"
	"habeas/views/links"
)

// card is the one picture that goes with a link to any page: it shows nobody
// and names nobody, so that a preview tells no more than the page does.
func (p Page) card() string { return links.Absolute(p.BaseURL, static.URL("img/card.png")) }

// linkedData writes what a page is as data. It is a block of data in a script
// element, which no browser runs; < is escaped, so that nothing closes it.
func (p Page) linkedData() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		body, err := json.Marshal(p.About)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, `<script type="application/ld+json">`+string(body)+`</script>`)
		return err
	})
}
