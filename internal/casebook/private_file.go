package casebook

import (
	"strings"
	"time"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// OnPrivate is the subject of a revision about a line of a private file. The
// revision says who did what and when, and never what the line holds.
const OnPrivate SubjectKind = "private"

// PrivateFile is what is kept of a case for those who work with the family.
// None of it can be published, searched or exported: there is no projection of
// it, and at rest it is sealed with the key of the case.
type PrivateFile struct {
	Contacts  []Contact
	Needs     []Need
	Notes     []PrivateNote
	Tasks     []Task // open ones first, by the day they are due
	Exhibits  []Exhibit
	Relatives []Relative // who has, or had, a code
}

// IsEmpty reports whether nothing is kept.
func (p *PrivateFile) IsEmpty() bool {
	return len(p.Contacts)+len(p.Needs)+len(p.Notes)+len(p.Tasks)+len(p.Exhibits)+len(p.Relatives) == 0
}

// Line is what every line of a private file carries in the open: its id, its
// version, and when it was written. The rest of it is sealed.
type Line struct {
	ID        ID        `json:"-"`
	Version   int       `json:"-"`
	CreatedAt time.Time `json:"-"`
	UpdatedAt time.Time `json:"-"`
}

// Contact is somebody of the family, or close to it, who may be reached.
type Contact struct {
	Line
	Name, Relation, Phone, Email, Address, Language string
	Reach                                           string // how and when it is safe
	DoNotContact                                    bool   // asked us not to, or it is dangerous
	Note                                            string
}

// Need is what the family or the person needs: money for the journey, a
// doctor, a translator.
type Need struct {
	Line
	What string
	Met  bool
}

// PrivateNote is what somebody wrote down after a talk.
type PrivateNote struct {
	Line
	Text   string
	ByName string
}

// Task is something to be done for a case. Its day, who does it and whether it
// is done stand open in the database, since lists are made by them; what is to
// be done is sealed.
type Task struct {
	Line
	What     string
	Due      when.Day   `json:"-"`
	Assignee ID         `json:"-"`
	DoneAt   *time.Time `json:"-"`
}

// Exhibit is a file that is kept for a case in private: a letter, a medical
// report, a recording.
type Exhibit struct {
	Line
	Name, MediaType string
	Size            int64  // in bytes, of the file itself
	SHA256          string // of the file itself, in hexadecimal
	Blob            string // under which hash its sealed form is kept
	Bound           ID     // the case that its sealed form is bound to, when it came along from that one
	Key             []byte // of the file alone; it is sealed with this line
	From            string // from whom it came, in words
	Note            string
	Custody         []Handling `json:"-"` // in the order of time
}

// Handling is one entry of the log of who had an exhibit in hand. It is never
// changed.
type Handling struct {
	Line
	What   string // vocabulary handling
	By     ID
	ByName string
	Note   string
}

// What can happen to an exhibit.
const (
	ExhibitReceived = "received"
	ExhibitViewed   = "viewed"
	ExhibitMoved    = "moved"
	ExhibitReturned = "returned"
)

// MaxExhibit is the size of a file that is taken, in bytes.
const MaxExhibit = 50 << 20

// ContactDraft is what may be set of a contact.
type ContactDraft struct {
	Name         string   `form:"contact_name"`
	Relation     string   `form:"relation"`
	Phone        string   `form:"phone"`
	Email        string   `form:"email"`
	Address      string   `form:"postal_address"`
	Language     string   `form:"language"`
	Reach        string   `form:"reach"`
	DoNotContact []string `form:"do_not_contact"` // “yes” when ticked
	Note         string   `form:"private_note"`
}

// Contact checks the draft and gives what is to be sealed.
func (d ContactDraft) Contact() (Contact, error) {
	c := newChecker()
	row := Contact{
		Name: c.prose("contact_name", d.Name, maxLine), Relation: c.prose("relation", d.Relation, maxLine),
		Phone: c.prose("phone", d.Phone, maxLine), Email: c.prose("email", d.Email, maxLine),
		Address: c.prose("postal_address", d.Address, maxProse), Language: c.language("language", d.Language),
		Reach: c.prose("reach", d.Reach, maxProse), Note: c.prose("private_note", d.Note, maxNote),
		DoNotContact: len(d.DoNotContact) > 0,
	}
	if row.Name == "" && row.Relation == "" {
		c.say("contact_name", "Give a name, or at least what this person is to the detained one.")
	}
	if row.Email != "" && (!strings.Contains(row.Email, "@") || strings.ContainsAny(row.Email, " <>\n")) {
		c.say("email", "This is no e-mail address. Give it alone, like ana@example.org.")
	}
	return row, c.fault()
}

// Draft gives what stands in the form of a contact.
func (c Contact) Draft() ContactDraft {
	d := ContactDraft{Name: c.Name, Relation: c.Relation, Phone: c.Phone, Email: c.Email, Address: c.Address, Language: c.Language, Reach: c.Reach, Note: c.Note}
	if c.DoNotContact {
		d.DoNotContact = []string{"yes"}
	}
	return d
}

// NeedDraft is what may be set of a need.
type NeedDraft struct {
	What string   `form:"need"`
	Met  []string `form:"met"` // “yes” when ticked
}

// Need checks the draft and gives what is to be sealed.
func (d NeedDraft) Need() (Need, error) {
	c := newChecker()
	row := Need{What: c.prose("need", d.What, maxProse), Met: len(d.Met) > 0}
	if row.What == "" {
		c.say("need", "Say what is needed.")
	}
	return row, c.fault()
}

// Draft gives what stands in the form of a need.
func (n Need) Draft() NeedDraft {
	d := NeedDraft{What: n.What}
	if n.Met {
		d.Met = []string{"yes"}
	}
	return d
}

// NoteDraft is what may be set of a private note.
type NoteDraft struct {
	Text string `form:"private_text"`
}

// Note checks the draft and gives what is to be sealed.
func (d NoteDraft) Note() (PrivateNote, error) {
	c := newChecker()
	row := PrivateNote{Text: c.prose("private_text", d.Text, maxNote)}
	if row.Text == "" {
		c.say("private_text", "Write the note first.")
	}
	return row, c.fault()
}

// TaskDraft is what may be set of a task.
type TaskDraft struct {
	What     string `form:"task"`
	Due      string `form:"due"`
	Assignee string `form:"assignee"` // id of an account
}

// Task checks the draft and gives what is to be sealed, with what stands open.
func (d TaskDraft) Task() (Task, error) {
	c := newChecker()
	row := Task{What: c.prose("task", d.What, maxProse), Due: c.day("due", d.Due), Assignee: ID(strings.TrimSpace(d.Assignee))}
	if row.What == "" {
		c.say("task", "Say what is to be done.")
	}
	return row, c.fault()
}

// ExhibitDraft is what may be set of a file that is handed in.
type ExhibitDraft struct {
	From string `form:"from_whom"`
	Note string `form:"private_note"`
}

// Exhibit checks the draft of a file; its name, type and hash come with it.
func (d ExhibitDraft) Exhibit() (Exhibit, error) {
	c := newChecker()
	row := Exhibit{From: c.prose("from_whom", d.From, maxLine), Note: c.prose("private_note", d.Note, maxNote)}
	if row.From == "" {
		c.say("from_whom", "Say from whom the file came, so that it can be relied on later.")
	}
	return row, c.fault()
}

// HandlingDraft is what may be set of an entry of the custody log.
type HandlingDraft struct {
	What string `form:"handling"`
	Note string `form:"private_note"`
}

// Handling checks the draft of an entry that a person writes; received and
// viewed are written by the desk itself.
func (d HandlingDraft) Handling() (Handling, error) {
	c := newChecker()
	row := Handling{What: strings.TrimSpace(d.What), Note: c.prose("private_note", d.Note, maxNote)}
	if row.What != ExhibitMoved && row.What != ExhibitReturned {
		c.say("handling", "Choose what happened to the file.")
	}
	if row.Note == "" {
		c.say("private_note", "Say where the file went, or to whom.")
	}
	return row, c.fault()
}

// ErrNoKey answers whoever asks for a private file on a server that was
// started without the master key.
func ErrNoKey() error {
	return fault.New(fault.Unavailable, "Private files cannot be opened: the server was started without the master key. Whoever runs it names the key's file with --master-key-file.")
}
