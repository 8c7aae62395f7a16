package export

import (
	"strconv"
	"strings"

	"habeas/internal/public"
)

// Rows of the data package that no list of the site has. What has no id of its
// own in the record is named by its case and its place there, such as
// VE-2026-0001/event/2: that holds within one package.

// part names the n-th thing of a kind in a case, counted from one.
func part(ref, kind string, n int) string {
	if ref == "" {
		return ""
	}
	return ref + "/" + kind + "/" + strconv.Itoa(n)
}

// nameRow is one published name of a case.
type nameRow struct {
	ref     string
	n       int
	display bool
	name    public.Name
}

func (c columns) name(r nameRow) {
	c.code("id", part(r.ref, "name", r.n))
	c.code("case_ref", r.ref)
	c.flag("display", r.display)
	c.text("name", r.name.Text)
	c.label("kind", "name", r.name.Kind)
	c.code("script", r.name.Script)
	c.language("language", r.name.Language)
}

// linkRow says that a case has to do with the people of another.
type linkRow struct {
	ref, kind, other string
	n                int
	label, note      public.Text
	sources          []string
}

func (c columns) link(r linkRow) {
	c.code("case_ref", r.ref)
	c.label("kind", "link", r.kind)
	c.number("place", r.n, r.n > 0)
	c.code("other_ref", r.other)
	c.prose("label", r.label)
	c.prose("note", r.note)
	c.list("source_ids", r.sources, "")
}

// eventRow is one entry of the timeline of a case.
type eventRow struct {
	ref     string
	n       int
	event   public.Event
	sources []public.CitedSource
}

func (c columns) event(r eventRow) {
	e := r.event
	c.code("id", part(r.ref, "event", r.n))
	c.code("case_ref", r.ref)
	c.label("kind", "event", e.Kind)
	c.date("date", e.Date)
	c.prose("place", e.Place)
	c.facility(e.Facility)
	c.prose("actor", e.Actor)
	c.prose("what", e.What)
	c.label("sureness", "sureness", string(e.Sureness))
	c.number("origins_count", e.Origins, r.ref != "")
	c.list("source_ids", marked(r.sources, e.Cites), "")
}

func (c columns) facility(f *public.Facility) {
	if f == nil {
		f = new(public.Facility)
	}
	c.code("facility", f.Slug)
	c.text("facility_label", f.Name)
}

// releaseRow is one case's release.
type releaseRow struct {
	ref     string
	n       int
	release public.Release
	sources []public.CitedSource
}

func (c columns) released(r releaseRow) {
	rel := r.release
	c.code("id", part(r.ref, "release", r.n))
	c.code("case_ref", r.ref)
	c.code("release_event_id", rel.EventID)
	c.date("date", rel.Date)
	c.label("exit", "exit", rel.Exit)
	c.label("confirmation", "confirmation", rel.Confirmation())
	c.date("left", leftOn(&rel))
	c.labels("mechanism", "mechanism", mechanismCodes(rel.Mechanisms))
	c.prose("note", rel.Note)
	c.list("source_ids", marked(r.sources, rel.Cites), "")
}

// stepRow is one rung of the ladder of a release.
type stepRow struct {
	release, ref string
	n            int
	step         public.Step
	sources      []public.CitedSource
}

func (c columns) step(r stepRow) {
	c.code("release_id", r.release)
	c.code("case_ref", r.ref)
	c.number("place", r.n, r.n > 0)
	c.label("step", "confirmation", r.step.Code)
	c.date("date", r.step.Date)
	c.prose("by", r.step.By)
	c.list("source_ids", marked(r.sources, r.step.Cites), "")
}

// conditionRow is what still binds a released person.
type conditionRow struct {
	release, ref string
	n            int
	condition    public.Condition
	sources      []public.CitedSource
}

func (c columns) condition(r conditionRow) {
	k := r.condition
	c.code("release_id", r.release)
	c.code("case_ref", r.ref)
	c.number("place", r.n, r.n > 0)
	c.label("kind", "condition", k.Kind)
	c.prose("detail", k.Detail)
	c.date("from", k.From)
	c.date("until", k.Until)
	c.prose("imposed_by", k.ImposedBy)
	c.list("source_ids", marked(r.sources, k.Cites), "")
}

// chargeRow is an accusation.
type chargeRow struct {
	ref     string
	n       int
	charge  public.Charge
	sources []public.CitedSource
}

func (c columns) charge(r chargeRow) {
	c.code("id", part(r.ref, "charge", r.n))
	c.code("case_ref", r.ref)
	c.prose("charge", r.charge.Text)
	c.text("statute", r.charge.Statute)
	c.date("filed", r.charge.Filed)
	c.label("outcome", "charge", r.charge.Outcome)
	c.list("source_ids", marked(r.sources, r.charge.Cites), "")
}

// claimRow is one source's statement of a value; on what stands by kind and id.
type claimRow struct {
	ref, kind, on string
	claim         public.Claim
	sources       []public.CitedSource
}

func (c columns) claim(r claimRow) {
	c.code("on_kind", r.kind)
	c.code("on_id", r.on)
	c.code("case_ref", r.ref)
	c.label("field", "claim_field", r.claim.Field)
	c.prose("value", r.claim.Value)
	c.label("standing", "standing", r.claim.Standing)
	c.label("credibility", "credibility", r.claim.Credibility)
	c.prose("attribution", r.claim.Attribution)
	c.date("stated_on", r.claim.StatedOn)
	c.list("source_ids", marked(r.sources, r.claim.Cites), "")
}

// citationRow is one place in a source that something published rests on.
type citationRow struct {
	ref, kind, on string
	source        public.CitedSource
	quote         public.Quote
}

func (c columns) citation(r citationRow) {
	c.code("on_kind", r.kind)
	c.code("on_id", r.on)
	c.code("case_ref", r.ref)
	c.number("mark", r.source.N, r.kind != "")
	c.code("source_id", r.source.ID)
	c.flag("source_withheld", r.source.Withheld)
	c.text("place", r.quote.Place)
	c.text("quote", r.quote.Text)
	c.prose("speaker", r.quote.Speaker)
	c.code("origin_id", r.quote.OriginID)
}

func (c columns) releaseEvent(e *public.ReleaseEvent) {
	c.code("id", e.ID)
	c.country("country", e.Country)
	c.date("date", e.Date)
	c.prose("title", e.Title)
	c.prose("announced", e.Announced)
	c.prose("announced_by", e.AnnouncedBy)
	c.prose("summary", e.Summary)
	c.labels("mechanism", "mechanism", mechanismCodes(e.Mechanisms))
	c.list("unnamed", unnamed(e.Unnamed), "")
	c.number("origins_count", e.Origins, e.ID != "")
	c.list("source_ids", cited(e.Sources, nil), "")
	c.instant("updated_at", e.UpdatedAt)
	c.code("url", c.address("/releases/", e.ID))
}

// placeRow is a place of detention. One that cases name and that has no page
// of its own has a slug and a name alone.
func (c columns) place(f *public.FacilityPage, page bool) {
	c.code("slug", f.Slug)
	c.text("name", f.Name)
	c.list("other_names", f.OtherNames, "")
	c.country("country", f.Country)
	c.label("kind", "facility_kind", f.Kind)
	c.prose("place", f.Place)
	c.prose("operator", f.Operator)
	c.prose("description", f.Description)
	c.list("source_ids", cited(f.Sources, nil), "")
	url := ""
	if page {
		url = c.address("/facilities/", f.Slug)
	}
	c.code("url", url)
	// As an address of RFC 5870: a spreadsheet would run a number with a minus
	// sign before it as a formula, or have an apostrophe put there.
	geo, exactness := "", ""
	if f.Spot != nil {
		geo, exactness = "geo:"+strings.ReplaceAll(f.Spot.String(), " ", ""), f.Spot.Exactness
	}
	c.code("geo", geo)
	c.label("exactness", "exactness", exactness)
}

func (c columns) advisory(a *public.Advisory) {
	c.code("id", a.ID)
	c.prose("issuer", a.Issuer)
	c.country("country", a.Country)
	c.number("level", a.Level, a.Level > 0)
	said := ""
	if a.Level > 0 {
		said = c.words.Label("advisory", strconv.Itoa(a.Level))
	}
	c.text("level_label", said)
	c.labels("indicators", "risk", a.Indicators)
	c.date("issued_on", a.IssuedOn)
	c.prose("what", a.What)
	c.list("source_ids", cited(a.Sources, nil), "")
	c.instant("updated_at", a.UpdatedAt)
}

// positionRow is a dated stance of an authority.
type positionRow struct {
	position public.Position
	ref      string // of the case it is on
	sources  []public.CitedSource
}

func (c columns) position(r positionRow) {
	p := r.position
	c.code("id", p.ID)
	c.country("country", p.Country)
	c.prose("authority", p.Authority)
	c.label("stance", "stance", p.Stance)
	c.code("on_kind", p.OnKind)
	c.code("on_id", p.OnKey)
	c.code("case_ref", r.ref)
	c.date("date", p.Date)
	c.prose("what", p.What)
	c.list("source_ids", marked(r.sources, p.Cites), "")
}

func (c columns) context(e *public.ContextEvent) {
	c.code("id", e.ID)
	c.country("country", e.Country)
	c.date("date", e.Date)
	c.prose("what", e.What)
	c.facility(e.Facility)
	c.list("source_ids", cited(e.Sources, nil), "")
	c.instant("updated_at", e.UpdatedAt)
}

// gone is what is kept of a case or release event that was taken off.
func (c columns) gone(p public.Publication) {
	c.code("on_kind", p.Kind)
	c.code("on_id", p.Key)
	c.label("change", "change", p.Change)
	day := ""
	if !p.At.IsZero() {
		day = p.At.UTC().Format("2006-01-02")
	}
	c.code("on", day)
	c.code("moved_to", p.MovedTo)
}

// marked gives the ids of the sources that cites number; without a number
// there are none.
func marked(sources []public.CitedSource, cites []int) []string {
	if len(cites) == 0 {
		return nil
	}
	return cited(sources, cites)
}
