package visitor

import (
	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/views/ui"
)

// facets are the values of each filter with how many cases have them, as boxes
// to tick: several can be chosen before the list is asked for once, which
// counts on a slow line, and a page of them is a third of as many links.
func facets(p CasesProps) templ.Component {
	return ui.ByHand(func(m *ui.Markup) {
		for _, f := range p.Found.Facets {
			if len(f.Values) > 0 {
				facet(m, p, f)
			}
		}
	})
}

func facet(m *ui.Markup, p CasesProps, f public.Facet) {
	m.Raw(`<fieldset class="facet"><legend>`)
	m.Text(p.T("filter." + f.Filter))
	m.Raw(`</legend>`)
	for _, v := range f.Values {
		m.Raw(`<label><input type="checkbox" name="`, f.Filter, `" value="`)
		m.Text(v.Value)
		if v.Chosen {
			m.Raw(`" checked>`)
		} else {
			m.Raw(`">`)
		}
		if f.Filter == "state" {
			m.Part(ui.Shape(v.Value))
		}
		m.Raw(`<span>`)
		m.Text(p.facetName(f.Filter, v))
		m.Raw(`</span> <b>`)
		m.Text(cell(p.Words, public.CellOf(v.N, f.MayBe)))
		m.Raw("</b></label>\n")
	}
	if f.MayBe > 0 {
		m.Raw(`<p class="hint">`)
		m.Text(p.Words.N("cases.facet_withheld", f.MayBe))
		m.Raw(`</p>`)
	}
	if f.Capped {
		m.Raw(`<p class="hint">`)
		m.Text(p.T("cases.facet_capped"))
		m.Raw(`</p>`)
	}
	m.Raw(`</fieldset>`)
}

// cell says a number of a breakdown as far as it may be told.
func cell(w *locale.Words, c public.Cell) string {
	switch {
	case c.Fewer:
		return w.T("num.cell_fewer", "n", c.N)
	case c.Least:
		return w.T("num.cell_least", "n", c.N)
	}
	return w.Number(c.N)
}

// facetName says a value in words; places and events bring their own.
func (p CasesProps) facetName(filter string, v public.FacetValue) string {
	if !v.Label.IsZero() {
		return ui.Plain(p.Words, v.Label)
	}
	return p.valueName(filter, v.Value)
}
