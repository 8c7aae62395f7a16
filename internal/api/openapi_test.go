package api_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"habeas/internal/api"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
)

// description reads the document as it is served.
func description(t *testing.T, s *site) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(s.ask("GET", "/api/v1/openapi.json").Body.Bytes())
	must(t, err)
	must(t, doc.Validate(context.Background(), openapi3.EnableExamplesValidation()))
	return doc
}

func TestTheDescriptionListsExactlyTheAddressesServed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	e := echo.New()
	api.New(api.Options{Reading: s.room, BaseURL: base}).Routes(e)
	var served, listed []string
	for _, r := range e.Routes() {
		if r.Method == "GET" {
			served = append(served, strings.TrimPrefix(regexp.MustCompile(`:(\w+)`).ReplaceAllString(r.Path, "{$1}"), api.Root))
		}
	}
	for path, item := range description(t, s).Paths.Map() {
		listed = append(listed, path)
		if ops := item.Operations(); len(ops) != 1 || ops["GET"] == nil {
			t.Errorf("%s is described with %v, want GET alone", path, ops)
		}
	}
	slices.Sort(served)
	slices.Sort(listed)
	if d := cmp.Diff(served, listed); d != "" || len(served) < 10 {
		t.Errorf("the description lists others (-served +listed):\n%s", d)
	}
}

// checked asks an address and holds the answer against the description: its
// status, its type, and every field of it.
func checked(t *testing.T, s *site, router routers.Router, address string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", address, nil)
	route, params, err := router.FindRoute(r)
	must(t, err)
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
	if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
		t.Errorf("%s is not a request as described: %v", address, err)
	}
	w := s.ask("GET", address)
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Options: &openapi3filter.Options{IncludeResponseStatus: true}}
	out.SetBodyBytes(w.Body.Bytes())
	if err := openapi3filter.ValidateResponse(t.Context(), out); err != nil {
		t.Errorf("the answer of %s is not as described: %v", address, err)
	}
	return w
}

var curl = regexp.MustCompile(`^curl '([^']+)'$`)

func TestEveryExampleOfTheDescriptionIsAnsweredAsDescribed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	doc := description(t, s)
	router, err := gorillamux.NewRouter(doc)
	must(t, err)
	for path, item := range doc.Paths.Map() {
		samples, _ := item.Get.Extensions["x-codeSamples"].([]any)
		if len(samples) == 0 {
			t.Errorf("%s has no example", path)
		}
		for _, sample := range samples {
			m := curl.FindStringSubmatch(sample.(map[string]any)["source"].(string))
			if m == nil {
				t.Fatalf("the example of %s is not a line to run: %v", path, sample)
			}
			w := checked(t, s, router, m[1])
			if w.Code != 200 || strings.Contains(w.Body.String(), `"data":[]`) {
				t.Errorf("%s answers %d, want 200 with rows:\n%s", m[1], w.Code, w.Body)
			}
		}
	}
}

// Every case and every row of the demonstration, in both languages, and every
// kind of refusal.
func TestEveryAnswerIsAsDescribed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	router, err := gorillamux.NewRouter(description(t, s))
	must(t, err)
	for _, list := range []string{"/cases", "/events", "/releases", "/counts", "/sources", "/facilities", "/countries", "/changes"} {
		for _, lang := range []string{"", "?lang=es"} {
			for address := base + api.Root + list + lang; address != ""; {
				var a answer
				must(t, json.Unmarshal(checked(t, s, router, address).Body.Bytes(), &a))
				if address = a.Links.Next; list == "/changes" && !a.More {
					break
				}
			}
		}
	}
	for _, ref := range column(s.pages("/api/v1/cases?limit=100"), "ref") {
		checked(t, s, router, base+"/api/v1/cases/"+ref)
	}
	if w := checked(t, s, router, base+"/api/v1/cases/VE-1999-0001"); w.Code != 404 {
		t.Errorf("a case that never was answers %d", w.Code)
	}
}

// A field that is added to a row or a document and not described fails here,
// also when nothing of the demonstration has it.
func TestEveryFieldIsDescribedAndNoOther(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	schemas := description(t, s).Components.Schemas
	for name, list := range map[string]string{
		"CaseRow": "/cases", "EventRow": "/events", "ReleaseRow": "/releases", "CountRow": "/counts", "SourceRow": "/sources", "FacilityRow": "/facilities", "CountryRow": "/countries", "Change": "/changes",
	} {
		said := s.get("/api/v1" + list + "?fields=none").Errors["fields"]
		_, columns, _ := strings.Cut(strings.TrimSuffix(said, "."), "Choose from: ")
		compare(t, name, strings.Split(columns, ", "), schemas)
	}
	documents(t, reflect.TypeFor[public.Case](), schemas, map[string]bool{})
	for name, s := range schemas {
		if closed := s.Value.AdditionalProperties; s.Value.Type.Is("object") && (closed.Has == nil || *closed.Has) && closed.Schema == nil {
			t.Errorf("%s takes fields that nobody described", name)
		}
	}
}

func compare(t *testing.T, name string, have []string, schemas openapi3.Schemas) {
	t.Helper()
	var described []string
	for field := range schemas[name].Value.Properties {
		described = append(described, field)
	}
	slices.Sort(have)
	slices.Sort(described)
	if d := cmp.Diff(have, described); d != "" {
		t.Errorf("%s (-has +described):\n%s", name, d)
	}
}

// documents compares a published type, and all that are in it, with the schema
// of its name.
func documents(t *testing.T, of reflect.Type, schemas openapi3.Schemas, seen map[string]bool) {
	t.Helper()
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || !strings.HasSuffix(of.PkgPath(), "/public") || seen[of.Name()] {
		return
	}
	seen[of.Name()] = true
	if schemas[of.Name()] == nil {
		t.Errorf("%s is not described", of.Name())
		return
	}
	var members []string
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		members = append(members, name)
		documents(t, of.Field(i).Type, schemas, seen)
	}
	compare(t, of.Name(), members, schemas)
}

func TestTheFiltersAreDescribedWithTheirValues(t *testing.T) {
	t.Parallel()
	doc := description(t, newSite(t))
	for _, name := range []string{"state", "captor", "role", "mechanism"} {
		var described []string
		for _, v := range doc.Components.Parameters[name].Value.Schema.Value.Items.Value.Enum {
			described = append(described, v.(string))
		}
		if d := cmp.Diff(casebook.Vocabulary(name), described); d != "" {
			t.Errorf("%s (-takes +described):\n%s", name, d)
		}
	}
	for _, path := range []string{"/cases", "/events"} {
		var described []string
		for _, p := range doc.Paths.Value(path).Get.Parameters {
			if p.Value.In == "query" {
				described = append(described, p.Value.Name)
			}
		}
		want := append(public.FacetFilters(), "q", "detained_from", "detained_to", "released_from", "released_to", "updated_since", "as_of", "known_at", "sort", "after", "limit", "fields", "lang")
		slices.Sort(want)
		slices.Sort(described)
		if d := cmp.Diff(want, described); d != "" {
			t.Errorf("%s (-takes +described):\n%s", path, d)
		}
	}
	if got := doc.Components.Parameters["lang"].Value.Schema.Value.Enum; len(got) != len(locale.Langs) {
		t.Errorf("the languages are %v", got)
	}
}

// A field that says nothing would have to be guessed.
func TestEveryFieldOfARowSaysWhatItIs(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("openapi.json")
	must(t, err)
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Description string
				Properties  map[string]struct{ Description string }
			}
		}
	}
	must(t, json.Unmarshal(body, &doc))
	for name, s := range doc.Components.Schemas {
		if strings.HasSuffix(name, "Row") || name == "Change" {
			for field, p := range s.Properties {
				if p.Description == "" || strings.Contains(p.Description, "[") {
					t.Errorf("%s.%s says %q", name, field, p.Description)
				}
			}
		}
	}
}
