package casebook

// File is one case with everything that hangs on it, as the desk reads it and
// as the projection to the public receives it. The store fills it whole.
type File struct {
	Case          Case
	Person        *Person
	Names         []Name
	Nationalities []Nationality
	Group         *Group
	Slots         []Slot
	MemberOf      []Membership // the places of groups in which the person of this case is
	Overlaps      []Overlap    // in either direction
	Consents      []Consent
	Charges       []Charge
	Events        []Event // in the order of their dates
	Releases      []ReleasePart
	Claims        []Claim
	Positions     []Position  // on this case
	Judgements    []Judgement // within legal frames
	Proceedings   []Proceeding
	Others        map[ID]Case // the cases that overlaps and slots point at, and the groups it is in
	Evidence
}

// ReleasePart is one release of a case with the release event it belongs to.
type ReleasePart struct {
	Release       Release
	Event         ReleaseEvent
	Mechanisms    []MechanismClaim
	Confirmations []Confirmation // in the order of the ladder
	Conditions    []Condition
}

// Evidence is what statements rest on: the citations of a set of subjects with
// every source they lead to, roots included, and the facilities they name.
type Evidence struct {
	Citations   []Citation
	Sources     map[ID]Source
	Derivations []Derivation
	Facilities  map[ID]Facility
}

// Of gives the citations of one subject, in the order in which they were made.
func (e Evidence) Of(kind SubjectKind, id ID) []Citation {
	var found []Citation
	for _, c := range e.Citations {
		if c.SubjectKind == kind && c.SubjectID == id {
			found = append(found, c)
		}
	}
	return found
}

// ReleaseFile is one release event with all its parts.
type ReleaseFile struct {
	Event      ReleaseEvent
	Mechanisms []MechanismClaim
	Releases   []ReleaseOf
	Unnamed    []Unnamed
	Counts     []Count
	Claims     []Claim
	Positions  []Position
	Evidence
}

// ReleaseOf is one release in its event, with the case it is about.
type ReleaseOf struct {
	Release       Release
	Case          Case
	Name          string // display name or label, for staff
	Confirmations []Confirmation
	Conditions    []Condition
}
