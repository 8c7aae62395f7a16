package picture

import (
	"math"
	"strings"

	"habeas/internal/outlines"
)

// projection puts a place of the world on the sheet; the view is what of the
// sheet the map takes.
type projection struct {
	at   func(lon, lat float64) (x, y float64)
	view box
	// lon1 to lat2 bound what of the world is in view, so that nothing beyond
	// it has to be drawn.
	lon1, lon2, lat1, lat2 float64
}

// equalEarth draws the whole world without making any country larger than
// another of the same size (Šavrič, Patterson and Jenny, 2018).
func equalEarth(left, top, width float64) projection {
	const wide, high = 2.70663, 1.31733
	per := width / (2 * wide)
	at := func(lon, lat float64) (x, y float64) {
		t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
		t2 := t * t
		t6 := t2 * t2 * t2
		x = 2 * math.Sqrt(3) * lon * math.Pi / 180 * math.Cos(t) / (3 * (1.340264 - 3*.081106*t2 + t6*(7*.000893+9*.003796*t2)))
		y = t * (1.340264 - .081106*t2 + t6*(.000893+.003796*t2))
		return left + per*(x+wide), top + per*(high-y)
	}
	return projection{at: at, view: box{left, top, left + width, top + 2*high*per}, lon1: -180, lon2: 180, lat1: -90, lat2: 90}
}

// around draws one country and what lies next to it, with lengths that are
// right in its middle.
func around(b bounds, left, top, width, most float64) projection {
	b.loosen()
	narrowing := math.Cos((b.lat1 + b.lat2) / 2 * math.Pi / 180)
	w, h := (b.lon2-b.lon1)*narrowing, b.lat2-b.lat1
	height := min(max(width*h/w, width*.5), most)
	per := min(width/w, height/h)
	lon, lat := (b.lon1+b.lon2)/2, (b.lat1+b.lat2)/2
	p := projection{view: box{left, top, left + width, top + height}}
	p.at = func(x, y float64) (float64, float64) {
		return left + width/2 + (x-lon)*narrowing*per, top + height/2 - (y-lat)*per
	}
	p.lon1, p.lon2 = lon-width/2/per/narrowing, lon+width/2/per/narrowing
	p.lat1, p.lat2 = lat-height/2/per, lat+height/2/per
	return p
}

// bounds is a rectangle of degrees.
type bounds struct{ lon1, lon2, lat1, lat2 float64 }

func noBounds() bounds { return bounds{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)} }

func (b *bounds) reach(lon, lat float64) {
	b.lon1, b.lon2 = min(b.lon1, lon), max(b.lon2, lon)
	b.lat1, b.lat2 = min(b.lat1, lat), max(b.lat2, lat)
}

// loosen leaves some room around, two degrees of the world at least.
func (b *bounds) loosen() {
	dx, dy := max((b.lon2-b.lon1)*.06, (2-(b.lon2-b.lon1))/2), max((b.lat2-b.lat1)*.06, (2-(b.lat2-b.lat1))/2)
	b.lon1, b.lon2, b.lat1, b.lat2 = b.lon1-dx, b.lon2+dx, max(b.lat1-dy, -89), min(b.lat2+dy, 89)
}

// boundsOf gives the rectangle of a country: its largest part, and those that
// are not small beside it and lie on the same side of the date line.
func boundsOf(c *outlines.Country) bounds {
	largest, most := 0, 0.0
	for i, polygon := range c.Polygons {
		if size := area(polygon[0]); size > most {
			largest, most = i, size
		}
	}
	b := noBounds()
	if len(c.Polygons) == 0 {
		return b
	}
	add := func(ring []outlines.Point) {
		for _, p := range ring {
			b.reach(p.Lon, p.Lat)
		}
	}
	add(c.Polygons[largest][0])
	for _, polygon := range c.Polygons {
		if near := polygon[0][0].Lon; area(polygon[0]) > most/50 && math.Abs(near-(b.lon1+b.lon2)/2) < 60 {
			add(polygon[0])
		}
	}
	return b
}

// area gives the size of a ring in square degrees at the equator.
func area(ring []outlines.Point) float64 {
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a.Lon*b.Lat - b.Lon*a.Lat) * math.Cos(a.Lat*math.Pi/180)
	}
	return math.Abs(sum) / 2
}

// path gives the outline of a country as far as it is in view, without what is
// too small to be seen.
func (p projection) path(c *outlines.Country) string {
	var d strings.Builder
	for _, polygon := range c.Polygons {
		for _, ring := range polygon {
			p.ring(&d, ring)
		}
	}
	return d.String()
}

// tiny is the distance in pixels below which two points are one.
const tiny = .8

func (p projection) ring(d *strings.Builder, ring []outlines.Point) {
	ring = p.inView(ring)
	if len(ring) < 3 {
		return
	}
	var xs, ys []float64
	for _, point := range ring {
		x, y := p.at(point.Lon, point.Lat)
		if n := len(xs); n > 0 && math.Hypot(x-xs[n-1], y-ys[n-1]) < tiny {
			continue
		}
		xs, ys = append(xs, x), append(ys, y)
	}
	if len(xs) < 3 {
		return
	}
	for i := range xs {
		sign := "L"
		if i == 0 {
			sign = "M"
		}
		d.WriteString(sign + px(xs[i]) + " " + px(ys[i]))
	}
	d.WriteByte('Z')
}

// inView cuts a ring at the sides of the view (Sutherland and Hodgman).
func (p projection) inView(ring []outlines.Point) []outlines.Point {
	const beyond = 1.0 // a degree outside, so that no cut is seen
	for _, side := range []struct {
		in  func(q outlines.Point) bool
		cut func(a, b outlines.Point) outlines.Point
	}{
		{func(q outlines.Point) bool { return q.Lon >= p.lon1-beyond }, atLon(p.lon1 - beyond)},
		{func(q outlines.Point) bool { return q.Lon <= p.lon2+beyond }, atLon(p.lon2 + beyond)},
		{func(q outlines.Point) bool { return q.Lat >= p.lat1-beyond }, atLat(p.lat1 - beyond)},
		{func(q outlines.Point) bool { return q.Lat <= p.lat2+beyond }, atLat(p.lat2 + beyond)},
	} {
		var kept []outlines.Point
		for i, q := range ring {
			before := ring[(i+len(ring)-1)%len(ring)]
			if side.in(q) != side.in(before) {
				kept = append(kept, side.cut(before, q))
			}
			if side.in(q) {
				kept = append(kept, q)
			}
		}
		if ring = kept; len(ring) == 0 {
			return nil
		}
	}
	return ring
}

func atLon(lon float64) func(a, b outlines.Point) outlines.Point {
	return func(a, b outlines.Point) outlines.Point {
		return outlines.Point{Lon: lon, Lat: a.Lat + (b.Lat-a.Lat)*(lon-a.Lon)/(b.Lon-a.Lon)}
	}
}

func atLat(lat float64) func(a, b outlines.Point) outlines.Point {
	return func(a, b outlines.Point) outlines.Point {
		return outlines.Point{Lat: lat, Lon: a.Lon + (b.Lon-a.Lon)*(lat-a.Lat)/(b.Lat-a.Lat)}
	}
}
