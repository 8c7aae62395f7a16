package casebook

// How a statement rests on a source; codes of the vocabulary rests.
const (
	RestFalls   = "falls"   // nothing else tells it
	RestUnclear = "unclear" // what else tells it may repeat the same source
	RestStays   = "stays"   // other origins tell it
)

// Resting is a statement that rests on a source, and how.
type Resting struct {
	Subject Subject
	Cites   []Citation // those that lead to the source, surely or perhaps
	Verdict string     // vocabulary rests
	Origins int        // independent ones that are left without it
}

// RestingOn says how each subject of some citations rests on a source, in the
// order of the citations; subjects that do not are left out. Citations are to
// be all of those subjects.
func (e Evidence) RestingOn(source ID) []Resting {
	var order []Subject
	together := map[Subject][]Citation{}
	for _, c := range e.Citations {
		on := Subject{c.SubjectKind, c.SubjectID}
		if together[on] == nil {
			order = append(order, on)
		}
		together[on] = append(together[on], c)
	}
	var found []Resting
	for _, on := range order {
		if r := e.resting(on, together[on], source); len(r.Cites) > 0 {
			found = append(found, r)
		}
	}
	return found
}

func (e Evidence) resting(on Subject, cites []Citation, source ID) Resting {
	r := Resting{Subject: on, Verdict: RestFalls}
	var others []Citation
	for _, c := range cites {
		switch surely, perhaps := e.leads(c, source); {
		case surely:
			r.Cites = append(r.Cites, c)
		case perhaps:
			r.Cites, r.Verdict = append(r.Cites, c), RestUnclear
		default:
			others = append(others, c)
		}
	}
	if r.Origins = e.Origins(others); r.Origins > 0 {
		r.Verdict = RestStays
	}
	return r
}

// leads reports whether a citation rests on a source: because it was read
// there, or because what was read repeats it. A source that repeats several
// only perhaps repeats this one, unless the citation says whom.
func (e Evidence) leads(c Citation, source ID) (surely, perhaps bool) {
	if c.SourceID == source || c.OriginID == source {
		return true, true
	}
	from := c.OriginID
	if from == "" {
		from = c.SourceID
	}
	return e.repeats(from, source, map[ID]bool{})
}

func (e Evidence) repeats(id, source ID, seen map[ID]bool) (surely, perhaps bool) {
	if id == source {
		return true, true
	}
	if seen[id] {
		return false, false
	}
	seen[id] = true
	several := 0
	for _, d := range e.Derivations {
		if d.SourceID != id {
			continue
		}
		several++
		sure, may := e.repeats(d.FromID, source, seen)
		surely, perhaps = surely || sure, perhaps || may
	}
	return surely && several == 1, perhaps
}
