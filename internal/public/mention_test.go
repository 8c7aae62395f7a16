package public_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
)

func TestADocumentNamesItsSourcesAndPlaces(t *testing.T) {
	t.Parallel()
	cited := []public.CitedSource{{N: 1, ID: "s1", Quotes: []public.Quote{{OriginID: "s2"}, {OriginID: "s1"}}}, {N: 2, Withheld: true}, {N: 3, ID: "s3"}}
	sources := []public.Mention{{Kind: "source", Key: "s1"}, {Kind: "source", Key: "s2"}, {Kind: "source", Key: "s3"}}
	prison, house := &public.Facility{Slug: "prison"}, &public.Facility{Slug: "house"}
	for name, test := range map[string]struct {
		doc  any
		want []public.Mention
	}{
		"a case": {public.Case{Sources: cited, Facility: prison, Timeline: []public.Event{{Facility: house}, {Facility: prison}, {}}},
			append(sources[:3:3], public.Mention{Kind: "facility", Key: "prison"}, public.Mention{Kind: "facility", Key: "house"})},
		"a release event":           {public.ReleaseEvent{Sources: cited}, sources},
		"a count":                   {public.Count{Sources: cited}, sources},
		"a position":                {public.Position{Sources: cited}, sources},
		"an advisory":               {public.Advisory{Sources: cited}, sources},
		"an event of a country":     {public.ContextEvent{Sources: cited, Facility: prison}, append(sources[:3:3], public.Mention{Kind: "facility", Key: "prison"})},
		"what is said of a country": {public.CountryClaims{Sources: cited}, sources},
		"a place":                   {public.FacilityPage{Slug: "prison", Sources: cited}, sources},
		"a source":                  {public.Source{ID: "s9", DerivedFrom: []public.SourceLink{{ID: "s1"}, {ID: "s3"}}}, []public.Mention{{Kind: "source", Key: "s1"}, {Kind: "source", Key: "s3"}}},
		"one that names none":       {public.Count{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := json.Marshal(test.doc)
			if err != nil {
				t.Fatal(err)
			}
			got, err := public.MentionsIn(body)
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
	if got, err := public.MentionsIn(nil); got != nil || err != nil {
		t.Errorf("what was taken off names %v, %v", got, err)
	}
}

// Wherever a document can hold a source or a place, its mention is found: a
// field that is added later must not be forgotten.
func TestNoSourceOrPlaceInADocumentIsOverlooked(t *testing.T) {
	t.Parallel()
	for _, doc := range []any{new(public.Case), new(public.ReleaseEvent), new(public.Count), new(public.Position), new(public.Advisory), new(public.ContextEvent), new(public.CountryClaims), new(public.FacilityPage), new(public.Source)} {
		planted := map[public.Mention]bool{}
		plant(reflect.ValueOf(doc).Elem(), planted)
		if len(planted) == 0 {
			t.Errorf("%T names nothing", doc)
		}
		body, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		found, err := public.MentionsIn(body)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range found {
			delete(planted, one)
		}
		for one := range planted {
			t.Errorf("%T names %v, and nobody notices", doc, one)
		}
	}
}

// plant puts a source or a place wherever a value can hold one, and one element
// into every list.
func plant(v reflect.Value, planted map[public.Mention]bool) {
	note := func(kind, key string) string {
		key = fmt.Sprint(key, len(planted))
		planted[public.Mention{Kind: kind, Key: key}] = true
		return key
	}
	switch x := v.Addr().Interface().(type) {
	case *public.Facility:
		x.Slug = note(public.DocFacility, "place")
		return
	case *public.CitedSource:
		x.ID = note(public.DocSource, "source")
		x.Quotes = []public.Quote{{OriginID: note(public.DocSource, "origin")}}
		return
	case *public.SourceLink:
		x.ID = note(public.DocSource, "root")
		return
	case json.Marshaler:
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				plant(v.Field(i), planted)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		plant(v.Elem(), planted)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		plant(v.Index(0), planted)
	}
}
