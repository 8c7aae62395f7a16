package export

import (
	"iter"

	"habeas/internal/public"
	"habeas/internal/reading"
)

// Facilities are the places of detention that have a page, with the columns of
// the data package.
func Facilities(rows iter.Seq2[*public.FacilityPage, error]) Table {
	return tableOf("facilities", rows, func(c columns, f *public.FacilityPage) { c.place(f, true) })
}

// Countries are the countries with cases, in the casebook's own numbers.
func Countries(rows iter.Seq2[*reading.CountryFigures, error]) Table {
	return tableOf("countries", rows, columns.figures)
}

// figures writes the columns of a country: cases, and people by where they
// stand, at least and at most. The order is a promise: new ones go last.
func (c columns) figures(f *reading.CountryFigures) {
	c.country("country", f.Country)
	c.number("cases", f.Cases, true)
	c.people("held", f.Held)
	c.people("free", f.Free)
	c.people("unknown", f.Unknown)
	c.code("url", c.address("/countries/", f.Country))
}

// people writes a number of people; without an upper bound the second is empty.
func (c columns) people(name string, p reading.People) {
	c.number(name+"_min", p.Least, true)
	c.number(name+"_max", p.Most, p.MostKnown)
}
