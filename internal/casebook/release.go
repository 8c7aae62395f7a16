package casebook

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// ReleaseEvent is what happened on a day, or over days, to one or many people:
// a gesture, a swap, a court order.
type ReleaseEvent struct {
	ID          ID `gorm:"primaryKey"`
	Country     string
	Date        when.Date
	Title       locale.Text
	Announced   locale.Text // what was announced
	AnnouncedBy locale.Text
	Summary     locale.Text
	Publication Publication
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// MechanismClaim is how a release came about, by one party's account. The
// stated reason and the legal form are claims; several may stand side by side.
type MechanismClaim struct {
	ID             ID `gorm:"primaryKey"`
	ReleaseEventID ID
	Mechanism      Mechanism
	Claimant       locale.Text
	Note           locale.Text
}

// Release is one case's part in a release event.
type Release struct {
	ID             ID `gorm:"primaryKey"`
	ReleaseEventID ID
	CaseID         ID
	Exit           Exit
	Note           locale.Text
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// Confirmation is one rung reached on the ladder of a release: who says so,
// and for which day.
type Confirmation struct {
	ID        ID `gorm:"primaryKey"`
	ReleaseID ID
	Step      Step
	Date      when.Date
	By        locale.Text
	Version   int
	CreatedAt time.Time
}

// Condition is what still binds a released person.
type Condition struct {
	ID        ID `gorm:"primaryKey"`
	ReleaseID ID
	Kind      ConditionKind
	Detail    locale.Text
	From      when.Date
	Until     when.Date
	ImposedBy locale.Text
	Version   int
}
