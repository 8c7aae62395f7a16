package reading_test

import (
	"slices"
	"testing"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

func TestASearchOffersThePlacesItIsTheNameOf(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	prison := public.FacilityPage{Slug: "el-helicoide", Name: "El Helicoide", OtherNames: []string{"SEBIN headquarters"}, Country: "VE", Kind: "prison"}
	err := s.Apply(t.Context(), shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana Vega", "2025-01-01")),
		shelftest.Publish(t, 2, public.DocFacility, prison.Slug, prison))
	if err != nil {
		t.Fatal(err)
	}
	room := reading.New(s, func() when.Day { return shelftest.Today })
	for _, tt := range []struct{ search, want string }{
		{"El Helicoide", "el-helicoide"},
		{"helicoide el", "el-helicoide"},
		{"HELICOI", "el-helicoide"},
		{"sebin", "el-helicoide"},
		{"venezuela", "VE"},
		{"Venez", "VE"},
		{"ve", ""},        // too short for a beginning
		{"nicaragua", ""}, // nobody is held there in this record
		{"Ana Vega", ""},
		{"helicoide ana", ""},
		{"!!", ""},
		{"", ""},
	} {
		page, err := room.Cases(t.Context(), public.Query{Text: tt.search})
		if err != nil {
			t.Fatal(err)
		}
		got := slices.IndexFunc(page.Places, func(p public.Place) bool { return p.Key == tt.want })
		if tt.want == "" && len(page.Places) > 0 || tt.want != "" && (got < 0 || len(page.Places) != 1) {
			t.Errorf("%q offers %+v; want %q", tt.search, page.Places, tt.want)
		}
	}
}
