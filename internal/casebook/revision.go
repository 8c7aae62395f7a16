package casebook

import "time"

// Revision is one recorded change to one field. It copies the name of whoever
// made it, so that removing an account does not blur the history. A revision
// with Operation alone and no Field says that the subject was made.
type Revision struct {
	ID          int64 `gorm:"primaryKey"`
	At          time.Time
	By          ID
	ByName      string
	Operation   string // the verb of the desk: "RecordEvent"
	SubjectKind SubjectKind
	SubjectID   ID
	CaseID      ID // the case in whose history it is shown; may be empty
	Field       string
	Was         string
	Now         string
	Reason      string
	Erases      int64 // the revision whose text this one says was erased; 0 for none
	Erased      bool  // who, what was, what is and why are gone; what was done, when and to what stays
}
