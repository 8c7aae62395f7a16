package picture

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/outlines"
	"habeas/internal/reading"
	"habeas/views/ui"
)

// spot is a place on the map, with the number by which the key names it.
type spot struct {
	reading.Place
	number int
	x, y   float64
}

// Places draws where places of detention are: of one country with what lies
// around it, or the whole world when they are in several. What is known by its
// country or region alone is on no map.
func Places(a About, l *reading.PlacesPage) templ.Component {
	on := OnMap(l)
	f := frame{About: a, title: a.T("picture.places.title"), lead: a.T("picture.places.lead"), notes: []string{a.T("picture.places.borders")}}
	country := placesIn(l, on)
	if country != "" {
		f.title = a.T("picture.places.title_in", "country", a.Words.Country(country))
	}
	if off := len(l.Places) - len(on); off > 0 {
		f.notes = append([]string{a.Words.N("picture.places.off", off)}, f.notes...)
	}
	said := []string{f.lead}
	for _, s := range on {
		said = append(said, s.Name+", "+a.Words.Country(s.Country)+": "+a.Words.Label("exactness", s.Spot.Exactness)+".")
	}
	f.desc = strings.Join(said, " ")
	f.body = func(p *pen, y float64) float64 { return f.spots(p, y, country, on) }
	return f
}

// OnMap gives the places that a map can show.
func OnMap(l *reading.PlacesPage) []reading.Place {
	var out []reading.Place
	for _, p := range l.Places {
		if p.Spot != nil {
			out = append(out, p)
		}
	}
	return out
}

// placesIn gives the country of a map: the one asked for, or the only one with
// a place on it; empty for the world.
func placesIn(l *reading.PlacesPage, on []reading.Place) string {
	country := l.Country
	for i, p := range on {
		if i == 0 && country == "" {
			country = p.Country
		}
		if p.Country != country {
			return ""
		}
	}
	if outlines.Of(country) == nil {
		return ""
	}
	return country
}

// projected gives the projection of a map whose top is at y.
func (f frame) projected(country string, on []reading.Place, y float64) projection {
	left, wide := f.margin(), f.width()-2*f.margin()
	c := outlines.Of(country)
	if c == nil {
		return equalEarth(left, y, wide)
	}
	b := boundsOf(c)
	for _, p := range on {
		b.reach(p.Spot.Lon, p.Spot.Lat)
	}
	most := 520.0
	if f.Narrow {
		most = 380
	}
	return around(b, left, y, wide, most)
}

// spots draws the map from y on, and the key below it.
func (f frame) spots(p *pen, y float64, country string, on []reading.Place) float64 {
	pr := f.projected(country, on, y+10)
	f.land(p, pr, country)
	var all []spot
	var taken []box
	for i, place := range on {
		s := spot{Place: place, number: i + 1}
		s.x, s.y = pr.at(place.Spot.Lon, place.Spot.Lat)
		all = append(all, s)
		taken = append(taken, s.box())
	}
	p.in(held, func() {
		for _, s := range all {
			drawSpot(p, s.x, s.y, s.Spot.Exactness)
		}
	})
	if len(all) <= maxNumbered {
		for _, s := range all {
			b := beside(s.box(), strconv.Itoa(s.number), taken)
			p.over(b.x1, b.y2-2, strconv.Itoa(s.number))
			taken = append(taken, b)
		}
	}
	return f.placeKey(p, pr.view.y2+26, all)
}

// maxNumbered is how many places are numbered and named; beyond it the table on
// the page does that.
const maxNumbered = 60

// land draws the countries that are in view, the one that it is about lighter.
func (f frame) land(p *pen, pr projection, country string) {
	world := outlines.World()
	v := pr.view
	p.open("svg", "x", v.x1, "y", v.y1, "width", v.x2-v.x1, "height", v.y2-v.y1, "viewBox", px(v.x1)+" "+px(v.y1)+" "+px(v.x2-v.x1)+" "+px(v.y2-v.y1))
	p.rect(v.x1, v.y1, v.x2-v.x1, v.y2-v.y1, "class", "w", "fill", seaLight)
	p.in(soft, func() {
		for i := range world {
			if d := pr.path(&world[i]); d != "" && world[i].Code != country {
				p.el("path", "class", "g", "fill", landLight, "d", d, "stroke", "currentColor", "stroke-width", .6, "stroke-opacity", ".6")
			}
		}
	})
	if c := outlines.Of(country); c != nil {
		p.in(ink, func() {
			p.el("path", append([]any{"d", pr.path(c), "stroke", "currentColor", "stroke-width", 1.2, "stroke-linejoin", "round"}, paper()...)...)
		})
	}
	p.close("svg")
	p.in(soft, func() {
		p.rect(v.x1, v.y1, v.x2-v.x1, v.y2-v.y1, "fill", "none", "stroke", "currentColor", "stroke-opacity", ".5")
	})
}

// drawSpot puts a mark on the map: full where the place itself is known, a ring
// where its town is.
func drawSpot(p *pen, x, y float64, exactness string) {
	if exactness == "site" {
		p.el("circle", "cx", x, "cy", y, "r", dotRadius-1, "fill", "currentColor")
		return
	}
	p.el("circle", "cx", x, "cy", y, "r", dotRadius+1, "fill", "none", "stroke", "currentColor", "stroke-width", 2.5)
}

func (s spot) box() box { return box{s.x - 8, s.y - 8, s.x + 8, s.y + 8} }

// placeKey names the places by their numbers, and says how exact a mark is.
func (f frame) placeKey(p *pen, y float64, all []spot) float64 {
	left, room := f.margin(), f.width()-2*f.margin()
	for _, e := range []string{"site", "settlement"} {
		p.in(held, func() {
			drawSpot(p, left+8, y-4, e)
		})
		y = p.lines(left+24, y, lineStep, wrapped(f.Words.Label("exactness", e), f.small(), room-24, 2)) + 4
	}
	if len(all) > maxNumbered {
		return y
	}
	y += 6
	for _, s := range all {
		p.text(left, y, strconv.Itoa(s.number), "font-weight", "bold")
		where := f.Words.Country(s.Country)
		if town := ui.Plain(f.Words, s.FacilityPage.Place); town != "" {
			where = town + ", " + where
		}
		y = p.lines(left+30, y, lineStep, wrapped(s.Name+" · "+where, f.small(), room-30, 3)) + 4
	}
	return y
}
