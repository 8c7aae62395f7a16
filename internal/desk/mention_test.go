package desk_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// stands reports whether a source has a public page.
func (b *bench) stands(source string) bool {
	b.t.Helper()
	_, err := shelf1[public.Source](b, public.DocSource, source)
	if err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Gone) {
		b.t.Fatal(err)
	}
	return err == nil
}

// placed reports whether a place of detention has a public page.
func (b *bench) placed(slug string) bool {
	b.t.Helper()
	_, err := shelf1[public.FacilityPage](b, public.DocFacility, slug)
	return err == nil
}

// rebuilt fails the test when a shelf built anew from the store says something
// else than the one that grew.
func (b *bench) rebuilt() {
	b.t.Helper()
	scratch, err := shelf.Open(b.ctx, filepath.Join(b.t.TempDir(), "scratch.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	b.must(err)
	defer scratch.Close()
	b.must(b.Verify(b.ctx, scratch))
}

// uncite takes the only citation of a source in a case's events away, at the
// desk alone, and cites another one instead.
func (b *bench) uncite(ref casebook.Ref, source, instead string) {
	b.t.Helper()
	f := b.file(ref)
	cited := append([]casebook.Citation(nil), f.Citations...)
	for _, c := range cited {
		if string(c.SourceID) != source {
			continue
		}
		on := casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
		b.must(b.CiteSource(b.ctx, editor.Because("a better source"), on, cite(instead)[0]))
		b.must(b.RemoveCitation(b.ctx, editor, c.ID, "it says nothing of this"))
	}
}

func TestAPageOfASourceStandsAsLongAsAPublicDocumentNamesIt(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]func(b *bench, src, other string) (want bool){
		"the only case that cites it is withdrawn": func(b *bench, src, _ string) bool {
			ref := b.person("Ana Ejemplo", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
			return false
		},
		"the only case that cites it is withdrawn, and the desk had ceased to cite it": func(b *bench, src, other string) bool {
			ref := b.person("Ana Ejemplo", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.uncite(ref, src, other)
			b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
			return false
		},
		"another public case names it still, though the desk has ceased to": func(b *bench, src, other string) bool {
			ref, stays := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Publish(b.ctx, editor, b.on(stays)))
			b.uncite(stays, src, other)
			b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
			return true
		},
		"the case is published again without it": func(b *bench, src, other string) bool {
			ref := b.person("Ana Ejemplo", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.uncite(ref, src, other)
			if !b.stands(src) {
				b.t.Error("it went before anybody published")
			}
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			return false
		},
		"only a name that is withheld cites it": func(b *bench, src, other string) bool {
			ref, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Ana Ejemplo"}, Summary: en("A person is held.")}, cite(other))
			b.must(err)
			b.must(b.RecordConsent(b.ctx, editor, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_anonymously"}}))
			f := b.file(ref)
			b.must(b.CiteSource(b.ctx, editor, casebook.Subject{Kind: casebook.OnName, ID: f.Names[0].ID}, cite(src)[0]))
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			return false
		},
		"only an event for staff cites it": func(b *bench, src, other string) bool {
			ref := b.person("Ana Ejemplo", other)
			_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "hearing", What: en("Heard."), Cites: cite(src)})
			b.must(err)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			return false
		},
		"a public source repeats it": func(b *bench, src, other string) bool {
			b.repeats(other, src)
			ref := b.person("Ana Ejemplo", other)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			return true
		},
		"what repeats it went with the only case that cited that": func(b *bench, src, other string) bool {
			b.repeats(other, src)
			ref := b.person("Ana Ejemplo", other)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
			return false
		},
		"two sources that repeat each other hold nobody up": func(b *bench, src, other string) bool {
			b.repeats(other, src)
			b.repeats(src, other)
			ref := b.person("Ana Ejemplo", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			if !b.stands(src) || !b.stands(other) {
				b.t.Error("they do not stand while a case cites one of them")
			}
			b.must(b.TakeBack(b.ctx, editor, b.on(ref), "to be looked at again"))
			if b.stands(other) {
				b.t.Error("the other one is still there")
			}
			return false
		},
		"only the page of a place cites it, and a case names the place": func(b *bench, src, other string) bool {
			place := b.place("A prison", src)
			ref := b.heldAt("Ana Ejemplo", other, place.Slug)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			return true
		},
		"the case that named the place which cites it is withdrawn": func(b *bench, src, other string) bool {
			place := b.place("A prison", src)
			ref := b.heldAt("Ana Ejemplo", other, place.Slug)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
			if b.placed(place.Slug) {
				b.t.Error("the place is still there")
			}
			return false
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			src, other := b.source("An article"), b.source("Another article")
			want := run(b, src, other)
			if got := b.stands(src); got != want {
				t.Errorf("the page stands: %t, want %t", got, want)
			}
			grown := b.publicBytes()
			b.rebuilt()
			b.must(b.Republish(b.ctx))
			if b.publicBytes() != grown {
				t.Error("published again, the shelf says something else")
			}
		})
	}
}

// repeats says that a source repeats another one.
func (b *bench) repeats(source, from string) {
	b.t.Helper()
	f, err := b.Source(b.ctx, editor, casebook.ID(source))
	b.must(err)
	b.must(b.EditSource(b.ctx, editor, casebook.ID(source), f.Source.Version, casebook.SourceDraft{Title: f.Source.Title, Kind: "news_article", Visibility: "public", DerivedFrom: []string{from}}, ""))
}

func TestAPageOfAPlaceStandsAsLongAsAPublicDocumentNamesIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	place := b.place("A prison", src)
	ref, stays := b.heldAt("Ana Ejemplo", src, place.Slug), b.heldAt("Ben Beispiel", src, place.Slug)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.Publish(b.ctx, editor, b.on(stays)))
	for _, e := range b.file(stays).Events { // at the desk alone: the public still reads that he was moved there
		if e.FacilityID != "" {
			b.must(b.EditEvent(b.ctx, editor, e.ID, e.Version, casebook.EventDraft{Kind: "moved", Date: "2025-12-20", What: en("Moved."), Visibility: "public"}, "it was another one"))
		}
	}
	b.must(b.Withdraw(b.ctx, editor, b.on(ref), "her family asks"))
	if !b.placed(place.Slug) {
		t.Error("the page went while a public case names the place")
	}
	b.must(b.Publish(b.ctx, editor, b.on(stays)))
	if b.placed(place.Slug) {
		t.Error("the page stands though nothing public names the place")
	}
	b.rebuilt()
}
