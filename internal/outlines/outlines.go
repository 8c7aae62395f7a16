package outlines

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"math"
	"sync"
)

//go:embed world.bin
var packed []byte

// Point is a place in degrees, east and north.
type Point struct{ Lon, Lat float64 }

// Country is a country by its ISO 3166-1 alpha-2 code, empty for land that has
// none, and its polygons: of each the outer ring first, then what is cut out.
type Country struct {
	Code     string
	Polygons [][][]Point
}

// World gives the outlines of all countries. They are shared: nobody changes
// them.
func World() []Country { return world() }

// Of gives the outline of one country, nil when there is none.
func Of(code string) *Country {
	for i, c := range world() {
		if c.Code == code && code != "" {
			return &world()[i]
		}
	}
	return nil
}

// world is read once, when the first map is drawn.
var world = sync.OnceValue(func() []Country {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err) // the file is inside the program: only a broken build cannot read it
	}
	all, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return (&reader{b: all}).world()
})

// reader reads the form that make writes: a scale and an origin, arcs as
// differences of numbers, and countries as polygons of rings of arcs.
type reader struct {
	b    []byte
	arcs [][]Point
}

func (r *reader) world() []Country {
	scaleX, scaleY, originX, originY := r.float(), r.float(), r.float(), r.float()
	r.arcs = make([][]Point, r.count())
	for i := range r.arcs {
		x, y := int64(0), int64(0)
		arc := make([]Point, r.count())
		for j := range arc {
			x, y = x+r.int(), y+r.int()
			arc[j] = Point{originX + scaleX*float64(x), originY + scaleY*float64(y)}
		}
		r.arcs[i] = arc
	}
	out := make([]Country, r.count())
	for i := range out {
		out[i] = r.country()
	}
	return out
}

func (r *reader) country() Country {
	c := Country{Code: string(r.b[:2])}
	if r.b = r.b[2:]; c.Code == "--" {
		c.Code = ""
	}
	c.Polygons = make([][][]Point, r.count())
	for i := range c.Polygons {
		c.Polygons[i] = make([][]Point, r.count())
		for j := range c.Polygons[i] {
			c.Polygons[i][j] = r.ring()
		}
	}
	return c
}

// ring joins arcs; one that is run through backwards has its number inverted.
// Each begins where the one before it ended.
func (r *reader) ring() []Point {
	var out []Point
	for range r.count() {
		i := r.int()
		arc := r.arcs[max(i, ^i)]
		for k := range arc {
			p := arc[k]
			if i < 0 {
				p = arc[len(arc)-1-k]
			}
			if k > 0 || len(out) == 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

func (r *reader) count() int {
	n, size := binary.Uvarint(r.b)
	r.b = r.b[size:]
	return int(n)
}

func (r *reader) int() int64 {
	n, size := binary.Varint(r.b)
	r.b = r.b[size:]
	return n
}

func (r *reader) float() float64 {
	f := math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	return f
}
