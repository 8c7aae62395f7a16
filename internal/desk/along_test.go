package desk_test

import (
	"encoding/json"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// publicBytes tells one standing of everything the public can read from another.
func (b *bench) publicBytes() string {
	b.t.Helper()
	print, err := b.shelf.Fingerprint(b.ctx)
	b.must(err)
	return print
}

// place adds a public place of detention with its source and gives its row.
func (b *bench) place(name, source string) casebook.Facility {
	b.t.Helper()
	_, err := b.AddFacility(b.ctx, editor, casebook.FacilityDraft{Name: name, Country: "VE", Kind: "prison", Visibility: "public", Cites: cite(source)})
	b.must(err)
	all, err := b.Facilities(b.ctx, editor, store.ListFilter{})
	b.must(err)
	for _, f := range all {
		if f.Name == name {
			return f
		}
	}
	b.t.Fatalf("the place %s is not there", name)
	return casebook.Facility{}
}

// heldAt is a person who was moved to a place, as the public may know.
func (b *bench) heldAt(name, source, slug string) casebook.Ref {
	b.t.Helper()
	ref := b.person(name, source)
	_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "moved", Date: "2025-12-20", What: en("Moved."), Facility: slug, Visibility: "public", Cites: cite(source)})
	b.must(err)
	return ref
}

// retitled is a source's form with another title, as a public one.
func retitled(title string) casebook.SourceDraft {
	return casebook.SourceDraft{Title: title, Kind: "news_article", Visibility: "public"}
}

// same gives a document as the shelf keeps it.
func same(t *testing.T, doc public.Case) string {
	t.Helper()
	body, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// kept is one kind of thing that the public reads, and how one person changes it.
type kept struct {
	on   casebook.Subject
	edit func(b *bench) error
}

// everyKind makes and publishes one thing of each kind that the public reads.
func (b *bench) everyKind() map[string]kept {
	b.t.Helper()
	src := b.source("An article")
	place := b.place("A prison", src)
	ref := b.heldAt("Ana Ejemplo", src, place.Slug)
	group, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{Kind: "group", Country: "VE", Summary: en("A group."), Group: casebook.GroupDraft{Min: "2", Qualifier: "at_least", Population: en("Teachers")}}, cite(src))
	b.must(err)
	b.must(b.RecordConsent(b.ctx, editor, group, casebook.ConsentDraft{Basis: "public_record", GivenBy: "a report", Reason: "a list was published", Scopes: []string{"publish_anonymously"}}))
	_, err = b.RecordEvent(b.ctx, editor, group, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken."), Visibility: "public", Cites: cite(src)})
	b.must(err)
	b.must(b.CiteSource(b.ctx, editor, casebook.Subject{Kind: casebook.OnGroup, ID: b.file(group).Group.ID}, cite(src)[0]))
	countOf := func(min string) casebook.CountDraft {
		return casebook.CountDraft{Country: "VE", Claimant: en("UN"), Measure: "held", Population: en("Prisoners"), Min: min}
	}
	count := countOf("5")
	count.Cites = cite(src)
	countID, err := b.RecordCount(b.ctx, editor, count)
	b.must(err)
	position, err := b.RecordPosition(b.ctx, editor, casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "denies", What: en("Denied."), Cites: cite(src)})
	b.must(err)
	advisory, err := b.RecordAdvisory(b.ctx, editor, casebook.AdvisoryDraft{Country: "VE", Issuer: en("A ministry"), Level: "4", Cites: cite(src)})
	b.must(err)
	event, err := b.RecordContext(b.ctx, editor, casebook.ContextDraft{Country: "VE", Date: "2026-01-03", What: en("An operation."), Facility: place.Slug, Cites: cite(src)})
	b.must(err)
	release, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("Releases"), Cites: cite(src)})
	b.must(err)
	claimed := casebook.ClaimDraft{Field: "treatment", Value: en("Bad."), Visibility: "public", Cites: cite(src)}
	country := casebook.Subject{Kind: casebook.OnCountry, ID: "VE"}
	claim, err := b.AddClaim(b.ctx, editor, country, claimed)
	b.must(err)
	all := map[string]kept{
		"case": {b.on(ref), func(b *bench) error {
			return b.EditCase(b.ctx, editor, ref, b.file(ref).Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Changed.")}, "x")
		}},
		"group": {b.on(group), func(b *bench) error {
			return b.EditCase(b.ctx, editor, group, b.file(group).Case.Version, casebook.CaseDraft{Kind: "group", Country: "VE", Summary: en("Changed."), Group: casebook.GroupDraft{Min: "3", Qualifier: "at_least", Population: en("Teachers")}}, "x")
		}},
		"count": {casebook.Subject{Kind: casebook.OnCount, ID: countID}, func(b *bench) error {
			row, err := b.Count(b.ctx, editor, countID)
			b.must(err)
			return b.EditCount(b.ctx, editor, countID, row.Version, countOf("6"), "x")
		}},
		"position": {casebook.Subject{Kind: casebook.OnPosition, ID: position}, func(b *bench) error {
			row, err := b.Position(b.ctx, editor, position)
			b.must(err)
			return b.EditPosition(b.ctx, editor, position, row.Version, casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "acknowledges", What: en("Said so.")}, "x")
		}},
		"advisory": {casebook.Subject{Kind: casebook.OnAdvisory, ID: advisory}, func(b *bench) error {
			row, err := b.Advisory(b.ctx, editor, advisory)
			b.must(err)
			return b.EditAdvisory(b.ctx, editor, advisory, row.Version, casebook.AdvisoryDraft{Country: "VE", Issuer: en("A ministry"), Level: "3"}, "x")
		}},
		"context": {casebook.Subject{Kind: casebook.OnContext, ID: event}, func(b *bench) error {
			row, err := b.ContextEvent(b.ctx, editor, event)
			b.must(err)
			return b.EditContext(b.ctx, editor, event, row.Version, casebook.ContextDraft{Country: "VE", Date: "2026-01-04", What: en("Another.")}, "x")
		}},
		"release event": {casebook.Subject{Kind: casebook.OnReleaseEvent, ID: release}, func(b *bench) error {
			f, err := b.ReleaseFile(b.ctx, editor, release)
			b.must(err)
			return b.EditReleaseEvent(b.ctx, editor, release, f.Event.Version, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-14", Title: en("Releases")}, "x")
		}},
		"country": {country, func(b *bench) error {
			row, err := b.Claim(b.ctx, editor, claim)
			b.must(err)
			claimed.Value, claimed.Cites = en("Worse."), nil
			return b.EditClaim(b.ctx, editor, claim, row.Version, claimed, "x")
		}},
		"source": {casebook.Subject{Kind: casebook.OnSource, ID: casebook.ID(src)}, func(b *bench) error {
			f, err := b.Source(b.ctx, editor, casebook.ID(src))
			b.must(err)
			return b.EditSource(b.ctx, editor, casebook.ID(src), f.Source.Version, retitled("Changed"), "x")
		}},
		"facility": {casebook.Subject{Kind: casebook.OnFacility, ID: place.ID}, func(b *bench) error {
			row, err := b.Facility(b.ctx, editor, place.ID)
			b.must(err)
			return b.EditFacility(b.ctx, editor, place.ID, row.Version, casebook.FacilityDraft{Name: "Changed", Country: "VE", Kind: "prison", Visibility: "public"}, "x")
		}},
	}
	for _, name := range []string{"case", "group", "count", "position", "advisory", "context", "release event", "country"} {
		if err := b.Publish(b.ctx, editor, all[name].on); err != nil {
			b.t.Fatalf("%s: %v, %s", name, err, fixes(err))
		}
	}
	return all
}

func TestOnePersonsEditReachesThePublicOnlyByASecond(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	things := b.everyKind()
	for _, kind := range []string{"case", "group", "count", "position", "advisory", "context", "release event", "country", "source", "facility"} {
		thing, before := things[kind], b.publicBytes()
		unchanged := func(when string) {
			t.Helper()
			if b.publicBytes() != before {
				t.Errorf("%s: what the public reads changed %s", kind, when)
			}
		}
		b.must(thing.edit(b))
		unchanged("by one person's edit")
		id, err := b.RequestReview(b.ctx, editor, thing.on, "please look", "")
		b.must(err)
		b.want(b.ApproveReview(b.ctx, editor, id, ""), fault.Denied)
		unchanged("though whoever asked agreed with themselves")
		b.must(b.ReturnReview(b.ctx, second, id, "look again"))
		unchanged("though it was returned")
		id, err = b.RequestReview(b.ctx, editor, thing.on, "please look", "")
		b.must(err)
		unchanged("when it was asked for")
		b.must(b.ApproveReview(b.ctx, second, id, ""))
		if b.publicBytes() == before {
			t.Errorf("%s: two people agreed, and the public reads what it read", kind)
		}
		p, err := b.Prospect(b.ctx, editor, thing.on)
		b.must(err)
		if !p.Same() || p.State != casebook.Published {
			t.Errorf("%s: agreed to, it is %s and would read differently: %t", kind, p.State, !p.Same())
		}
	}
}

func TestWhatIsTakenOffByOnePersonPutsNothingElseOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, other := b.source("An article"), b.source("Cited by nobody in public yet")
	place := b.place("A prison", src)
	ref, stays := b.heldAt("Ana Ejemplo", src, place.Slug), b.heldAt("Ben Beispiel", src, place.Slug)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.Publish(b.ctx, editor, b.on(stays)))
	b.must(b.EditSource(b.ctx, worker, casebook.ID(src), 1, retitled("Changed"), "x"))
	b.must(b.EditFacility(b.ctx, worker, place.ID, 1, casebook.FacilityDraft{Name: "Changed", Country: "VE", Kind: "prison", Visibility: "public"}, "x"))
	for _, on := range []casebook.Ref{ref, stays} { // of the one that stays, a second person has not seen it
		_, err := b.RecordEvent(b.ctx, worker.Because("a lawyer says so"), on, casebook.EventDraft{Kind: "hearing", What: en("Heard."), Visibility: "public", Cites: cite(other)})
		b.must(err)
	}
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "she is in danger"))
	if got, err := shelf1[public.Source](b, public.DocSource, src); err != nil || got.Title != "An article" {
		t.Errorf("the public reads of the source %+v, %v", got, err)
	}
	if got, err := shelf1[public.FacilityPage](b, public.DocFacility, place.Slug); err != nil || got.Name != "A prison" {
		t.Errorf("the public reads of the place %+v, %v", got, err)
	}
	if _, err := shelf1[public.Source](b, public.DocSource, other); !fault.Is(err, fault.NotFound) {
		t.Errorf("a source that no second person saw has a page: %v", err)
	}
}

func TestASourceThatHarmsIsTakenOffByOnePerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, from := b.source("The guard's account"), b.source("A letter")
	on := casebook.Subject{Kind: casebook.OnSource, ID: casebook.ID(src)}
	b.must(b.EditSource(b.ctx, editor, on.ID, 1, casebook.SourceDraft{Title: "The guard's account", Kind: "news_article", Visibility: "public", DerivedFrom: []string{from}}, ""))
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.Publish(b.ctx, editor, on)) // the letter comes along with what repeats it
	if _, err := shelf1[public.Source](b, public.DocSource, from); err != nil {
		t.Errorf("what the source repeats has no page: %v", err)
	}
	harmful := retitled("Harmful words")
	harmful.DerivedFrom = []string{from}
	f, err := b.Source(b.ctx, editor, on.ID)
	b.must(err)
	b.must(b.EditSource(b.ctx, editor, on.ID, f.Source.Version, harmful, "x"))
	waiting, err := b.RequestReview(b.ctx, editor, on, "", "")
	b.must(err)
	b.want(b.TakeBack(b.ctx, editor, on, " "), fault.Invalid)
	b.want(b.TakeBack(b.ctx, worker, on, "x"), fault.Denied)
	b.must(b.TakeBack(b.ctx, editor, on, "he is in danger"))
	for _, id := range []string{src, from} {
		if _, err := shelf1[public.Source](b, public.DocSource, id); !fault.Is(err, fault.NotFound) {
			t.Errorf("the page of %s is still there: %v", id, err)
		}
	}
	for _, s := range b.shown(ref).Sources {
		if s.Title != "" || !s.Withheld {
			t.Errorf("the case still tells the source: %+v", s)
		}
	}
	if got := b.reviewed(waiting); got.State != casebook.ReviewLapsed || got.Remarks != "taken_off" {
		t.Errorf("what waited for it is %s, %s", got.State, got.Remarks)
	}
	b.want(b.TakeBack(b.ctx, editor, on, "again"), fault.Conflict)
	_, err = b.RequestReview(b.ctx, editor, on, "", "")
	b.want(err, fault.Invalid)
	f, err = b.Source(b.ctx, editor, on.ID)
	b.must(err)
	gone := b.publicBytes()
	b.must(b.EditSource(b.ctx, editor, on.ID, f.Source.Version, retitled("The guard's account"), "he is safe"))
	if b.publicBytes() != gone {
		t.Error("one person put it back")
	}
	b.want(b.Publish(b.ctx, editor, on), fault.Invalid) // nothing public names it yet
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if got, err := shelf1[public.Source](b, public.DocSource, src); err != nil || got.Title != "The guard's account" {
		t.Errorf("two put it back, and the public reads %+v, %v", got, err)
	}
}

func TestAPlaceThatHarmsIsTakenOffByOnePerson(t *testing.T) {
	t.Parallel()
	for name, off := range map[string]func(b *bench, place casebook.Facility) error{
		"taken back": func(b *bench, place casebook.Facility) error {
			return b.TakeBack(b.ctx, editor, casebook.Subject{Kind: casebook.OnFacility, ID: place.ID}, "a safe house")
		},
		"marked as for staff": func(b *bench, place casebook.Facility) error {
			return b.EditFacility(b.ctx, worker, place.ID, place.Version, casebook.FacilityDraft{Name: "A house", Country: "VE", Kind: "prison", Visibility: "staff"}, "a safe house")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			place := b.place("A house", b.source("Of the place"))
			own := b.source("An article")
			ref := b.heldAt("Ana Ejemplo", own, place.Slug)
			event, err := b.RecordContext(b.ctx, editor, casebook.ContextDraft{Country: "VE", What: en("A raid."), Facility: place.Slug, Cites: cite(own)})
			b.must(err)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Publish(b.ctx, editor, casebook.Subject{Kind: casebook.OnContext, ID: event}))
			if b.shown(ref).Facility == nil {
				t.Fatal("the case does not tell the place")
			}
			b.must(off(b, place))
			if _, err := shelf1[public.FacilityPage](b, public.DocFacility, place.Slug); !fault.Is(err, fault.NotFound) {
				t.Errorf("the page of the place is still there: %v", err)
			}
			got := *b.shown(ref)
			preview, _, err := b.PreviewCase(b.ctx, editor, ref)
			b.must(err)
			got.UpdatedAt, got.Version = preview.UpdatedAt, preview.Version
			got.PublishedAt = preview.PublishedAt
			if same(t, got) != same(t, *preview) {
				t.Errorf("the case reads\n%s, and published again it would read\n%s", same(t, got), same(t, *preview))
			}
			if e, err := shelf1[public.ContextEvent](b, public.DocContext, string(event)); err != nil || e.Facility != nil {
				t.Errorf("the event of the country still tells the place: %+v, %v", e, err)
			}
		})
	}
}

func TestAFieldThatOnlyStaffReadNeedsNoSecond(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	on := casebook.Subject{Kind: casebook.OnSource, ID: casebook.ID(src)}
	b.must(b.Publish(b.ctx, editor, b.on(b.person("Ana Ejemplo", src))))
	noted := retitled("An article")
	noted.Note = "The author asked us to call first."
	b.must(b.EditSource(b.ctx, editor, on.ID, 1, noted, ""))
	if got, err := b.Along(b.ctx, editor, on); err != nil || got != (desk.Along{State: casebook.Published}) {
		t.Errorf("a note is a change for a second person: %+v, %v", got, err)
	}
	b.must(b.EditSource(b.ctx, editor, on.ID, 2, retitled("Another title"), "a slip"))
	if got, err := b.Along(b.ctx, editor, on); err != nil || !got.Changed {
		t.Errorf("another title is none: %+v, %v", got, err)
	}
}

func TestASourceIsPublishedAloneOnlyWhereThereIsNoSecond(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	on := casebook.Subject{Kind: casebook.OnSource, ID: casebook.ID(src)}
	b.must(b.Publish(b.ctx, editor, b.on(b.person("Ana Ejemplo", src))))
	b.must(b.EditSource(b.ctx, editor, on.ID, 1, retitled("Another title"), "a slip"))
	id, err := b.AddUser(b.ctx, admin, "only", "Olga", access.Editor, "four quiet words here")
	b.must(err)
	only := access.Actor{ID: id, Name: "Olga", Role: access.Editor}
	_, err = b.AddUser(b.ctx, admin, "second", "Sam", access.Reviewer, "four quiet words here")
	b.must(err)
	b.want(b.PublishAlone(b.ctx, only, on, "nobody else", ""), fault.Denied)
	b.must(b.DisableUser(b.ctx, admin, "second"))
	b.must(b.PublishAlone(b.ctx, only, on, "Sam left", ""))
	if got, err := shelf1[public.Source](b, public.DocSource, src); err != nil || got.Title != "Another title" {
		t.Errorf("the public reads %+v, %v", got, err)
	}
	last, err := b.LastReview(b.ctx, only, on)
	b.must(err)
	if !last.Alone || last.Remarks != "Sam left" {
		t.Errorf("got %+v", last)
	}
}

func TestWhatNothingPublicNamesHasNoPublicPage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	place := b.place("A prison", src)
	for _, on := range []casebook.Subject{{Kind: casebook.OnSource, ID: casebook.ID(src)}, {Kind: casebook.OnFacility, ID: place.ID}} {
		_, err := b.RequestReview(b.ctx, editor, on, "", "")
		b.want(err, fault.Invalid)
		b.want(b.Withdraw(b.ctx, editor, on, "for good"), fault.NotFound)
	}
}
