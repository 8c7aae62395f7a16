package public

import "strconv"

// caseStatements tells a case. What is known and what is not follows from the
// rest and is not told again.
func caseStatements(t *teller, c *Case) {
	c.whose(t)
	t.say("summary", said(c.Summary))
	t.say("scope_note", said(c.ScopeNote))
	t.say("state", coded("state", c.State.Code), dated(c.State.Since))
	if c.Facility != nil {
		t.say("facility", plain(c.Facility.Name))
	}
	also := 0
	for i, e := range c.Timeline {
		place := Value{}
		if e.Facility != nil {
			place = plain(e.Facility.Name)
		}
		t.item("timeline", i, coded("event", e.Kind), dated(e.Date), said(e.What), said(e.Place), place, said(e.Actor))
		for _, claim := range e.Also {
			t.item("also", also, coded("claim_field", claim.Field), said(claim.Value), said(claim.Attribution))
			also++
		}
	}
	c.released(t)
	for i, ch := range c.Charges {
		t.item("charge", i, Value{}, said(ch.Text), plain(ch.Statute), dated(ch.Filed), coded("charge", ch.Outcome))
	}
	t.claims("treatment", c.Treatment)
	t.claims("claim", c.Claims)
	for i, p := range c.Positions {
		t.position("position", i, p)
	}
	for _, o := range c.Overlaps {
		t.add("overlap."+o.Ref, "overlap."+o.Ref, Value{}, []Value{plain(o.Ref), said(o.Note)})
	}
	c.assessed(t)
}

// whose tells whom a case is about.
func (c *Case) whose(t *teller) {
	t.say("name", plain(c.Name.Text))
	var others []Value
	for _, n := range c.OtherNames {
		others = append(others, plain(n.Text))
	}
	t.say("other_names", others...)
	t.say("label", said(c.Label))
	if c.Age != nil {
		t.say("age", plain(strconv.Itoa(*c.Age)), dated(c.AgeAsOf))
	}
	t.say("birth", dated(c.Birth))
	t.say("gender", coded("gender", c.Gender))
	var nations []Value
	for _, n := range c.Nationalities {
		nations = append(nations, nation(n.Country))
	}
	t.say("nationality", nations...)
	t.say("role", codes("role", c.Roles)...)
	t.say("occupation", said(c.Occupation))
	if g := c.Group; g != nil {
		t.say("people", number(g.Qualifier, &g.Min, g.Max, ""), plain(g.Phrase))
		t.say("population", said(g.Population))
	}
	t.say("country", nation(c.Country))
	t.say("captor", coded("captor", c.Captor))
	t.say("deprivation", coded("deprivation", c.Deprivation))
}

// released tells the parts of a case in releases.
func (c *Case) released(t *teller) {
	steps, conditions := 0, 0
	for i, r := range c.Releases {
		t.item("release", i, Value{}, coded("exit", r.Exit), dated(r.Date), said(r.Title), said(r.Note))
		for _, s := range r.Steps {
			t.item("step", steps, coded("confirmation", s.Code), dated(s.Date), said(s.By))
			steps++
		}
		for _, b := range r.Conditions {
			t.item("condition", conditions, coded("condition", b.Kind), said(b.Detail), dated(b.From), dated(b.Until), said(b.ImposedBy))
			conditions++
		}
		t.mechanisms("mechanism."+strconv.Itoa(i), r.Mechanisms)
	}
}

// assessed tells the judgements of a case within legal frames.
func (c *Case) assessed(t *teller) {
	findings := 0
	for i, a := range c.Assessments {
		t.item("assessment", i, coded("frame", a.Frame), said(a.By), said(a.Name), dated(a.On), said(a.Note))
		for _, f := range a.Findings {
			t.item("finding", findings, coded(a.Frame, f.Criterion), coded("finding", f.Answer), said(f.Label), said(f.Basis))
			findings++
		}
	}
}
