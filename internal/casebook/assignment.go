package casebook

import "time"

// Part is what somebody does in a case they are assigned to.
type Part string

// The parts. Named is no work: it lets somebody see a restricted case.
const (
	PartCaseworker Part = "caseworker"
	PartReviewer   Part = "reviewer"
	PartLiaison    Part = "liaison"
	PartNamed      Part = "named"
)

// Assignment says that somebody has a part in a case since an instant. Whoever
// has any part sees the case when it is restricted. It is removed when it
// ends; the history keeps it.
type Assignment struct {
	ID     ID `gorm:"primaryKey"`
	CaseID ID
	UserID ID
	Part   Part
	Since  time.Time
	By     ID // who assigned them
}

// Works reports whether the part is work in the case, so that the case is
// somebody's own.
func (p Part) Works() bool { return p != PartNamed }

// Naming lets somebody see a restricted thing that lies in no case: a source,
// a facility, a claim about a country.
type Naming struct {
	ID          ID `gorm:"primaryKey"`
	SubjectKind SubjectKind
	SubjectID   ID
	UserID      ID
	Since       time.Time
	By          ID
}
