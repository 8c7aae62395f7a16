package outlines_test

import (
	"testing"

	"habeas/internal/outlines"
)

func TestACountryLiesWhereItIs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code     string
		lon, lat float64
	}{
		{"VE", -66.9, 10.5}, {"NO", 10.8, 60.2}, {"ZA", 28.0, -26.2}, {"JP", 139.6, 36.0}, {"IR", 51.4, 35.7}, {"FJ", 178.0, -17.8}, {"FR", 2.3, 48.9},
	} {
		c := outlines.Of(tt.code)
		if c == nil {
			t.Errorf("%s has no outline", tt.code)
			continue
		}
		if !inside(c, tt.lon, tt.lat) {
			t.Errorf("%v, %v is not in %s", tt.lon, tt.lat, tt.code)
		}
	}
}

func TestTheWorldIsWhole(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, c := range outlines.World() {
		seen[c.Code]++
		for _, polygon := range c.Polygons {
			for _, ring := range polygon {
				if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
					t.Errorf("a ring of %q is not closed", c.Code)
				}
				for _, p := range ring {
					if p.Lon < -180.01 || p.Lon > 180.01 || p.Lat < -90.01 || p.Lat > 90.01 {
						t.Fatalf("a point of %q is at %v", c.Code, p)
					}
				}
			}
		}
	}
	if len(seen) < 200 || seen[""] > 10 {
		t.Errorf("%d countries, and %d without a code", len(seen), seen[""])
	}
	if outlines.Of("") != nil || outlines.Of("XX") != nil {
		t.Error("what is no country has an outline")
	}
}

// inside counts how often a line to the east crosses the rings.
func inside(c *outlines.Country, lon, lat float64) bool {
	in := false
	for _, polygon := range c.Polygons {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a.Lat > lat) != (b.Lat > lat) && lon < a.Lon+(b.Lon-a.Lon)*(lat-a.Lat)/(b.Lat-a.Lat) {
					in = !in
				}
			}
		}
	}
	return in
}
