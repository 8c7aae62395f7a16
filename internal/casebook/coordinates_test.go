package casebook_test

import (
	"testing"

	"habeas/internal/casebook"
)

func TestCoordinatesAreWrittenOneWay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ typed, want string }{
		{"", ""}, {"10.4896, -66.8878", "10.4896, -66.8878"}, {"10.48961234 -66.88780000", "10.4896, -66.8878"}, {"-0.00001,0", "0, 0"}, {" 90;-180 ", "90, -180"},
	} {
		row, err := casebook.FacilityDraft{Name: "A prison", Country: "VE", Coordinates: tt.typed, Exactness: "site"}.Facility()
		if err != nil || row.Coordinates != tt.want {
			t.Errorf("%q gives %q and %v, want %q", tt.typed, row.Coordinates, err, tt.want)
		}
	}
}

func TestWhatIsNoPlaceIsRefused(t *testing.T) {
	t.Parallel()
	for _, d := range []casebook.FacilityDraft{
		{Coordinates: "10.4896", Exactness: "site"}, {Coordinates: "91, 0", Exactness: "site"}, {Coordinates: "0, 181", Exactness: "site"},
		{Coordinates: "NaN, 0", Exactness: "site"}, {Coordinates: "Caracas", Exactness: "site"}, {Coordinates: "10, 66"}, {Coordinates: "10, 66", Exactness: "region"},
	} {
		d.Name, d.Country = "A prison", "VE"
		if row, err := d.Facility(); err == nil {
			t.Errorf("%q, %q is taken as %q", d.Coordinates, d.Exactness, row.Coordinates)
		}
	}
}

func TestWithoutCoordinatesNothingIsSaidOfTheirExactness(t *testing.T) {
	t.Parallel()
	row, err := casebook.FacilityDraft{Name: "A prison", Country: "VE", Exactness: "site"}.Facility()
	if err != nil || row.Exactness != "" {
		t.Errorf("the exactness is %q, and %v", row.Exactness, err)
	}
}
