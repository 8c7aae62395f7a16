package casebook

import (
	"slices"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Assessment is somebody's judgement of a case within a legal frame, criterion
// by criterion, with what it rests on. It is theirs, never a score of ours.
type Assessment struct {
	ID         ID `gorm:"primaryKey"`
	CaseID     ID
	Frame      Frame
	Name       locale.Text // what an organisation calls a frame of its own
	By         locale.Text // whose judgement it is
	On         when.Date
	Note       locale.Text
	Visibility Visibility // Public or Staff
	Version    int
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Frame is a set of criteria by which a deprivation of liberty is judged.
type Frame string

// The frames. The Working Group on Arbitrary Detention has five categories
// (E/CN.4/1998/44, annex I, para. 8); the Levinson Act names eleven factors
// (22 USC 1741(a)).
const (
	WGAD     Frame = "wgad"
	Levinson Frame = "levinson"
	OwnFrame Frame = "own"
)

// Finding is what an assessment says of one criterion.
type Finding struct {
	ID           ID `gorm:"primaryKey"`
	AssessmentID ID
	CaseID       ID
	Criterion    string      // of the frame's vocabulary; empty in a frame of one's own
	Label        locale.Text // in a frame of one's own: what is asked
	Answer       string      // yes, no, unclear
	Basis        locale.Text
	Version      int
}

// Judgement is an assessment with its findings, in the order of its frame.
type Judgement struct {
	Assessment Assessment
	Findings   []Finding
}

// Criteria gives the codes of a frame in their order; none for one's own.
func (f Frame) Criteria() []string {
	if f == OwnFrame {
		return nil
	}
	return Vocabulary(string(f))
}

// Met gives the criteria that were found to be met: the categories of the
// Working Group of which there may be several.
func (j Judgement) Met() []string {
	var met []string
	for _, f := range j.Findings {
		if f.Answer == "yes" {
			met = append(met, f.Criterion)
		}
	}
	return met
}

// prose gives every text of an assessment that the public would read.
func (j Judgement) prose() string {
	var b strings.Builder
	say := func(texts ...locale.Text) {
		for _, t := range texts {
			b.WriteString(t.En + " " + t.Es + " ")
		}
	}
	say(j.Assessment.Name, j.Assessment.By, j.Assessment.Note)
	for _, f := range j.Findings {
		say(f.Label, f.Basis)
	}
	return b.String()
}

// judgementCited reports whether an assessment rests on a source: its own, or
// one of a finding.
func (f *File) judgementCited(j Judgement) bool {
	return len(f.Of(OnAssessment, j.Assessment.ID)) > 0 ||
		slices.ContainsFunc(j.Findings, func(n Finding) bool { return len(f.Of(OnFinding, n.ID)) > 0 })
}

// SortFindings puts findings into the order of their frame, those of a frame
// of one's own as they were recorded.
func SortFindings(frame Frame, all []Finding) {
	rank := frame.Criteria()
	slices.SortStableFunc(all, func(a, b Finding) int { return slices.Index(rank, a.Criterion) - slices.Index(rank, b.Criterion) })
}

// AssessmentDraft is what may be set of an assessment.
type AssessmentDraft struct {
	Frame      string          `form:"frame" json:"frame"`
	Name       locale.Text     `form:"name" json:"name"`
	By         locale.Text     `form:"by" json:"by"`
	On         string          `form:"on" json:"on"`
	Note       locale.Text     `form:"note" json:"note"`
	Visibility string          `form:"visibility" json:"visibility"`
	Findings   []FindingDraft  `form:"findings" json:"findings"`
	Cites      []CitationDraft `form:"cites" json:"cites"`
}

// FindingDraft is one criterion of a form; one without an answer says nothing.
type FindingDraft struct {
	Criterion string      `form:"criterion" json:"criterion"`
	Label     locale.Text `form:"label" json:"label"`
	Answer    string      `form:"answer" json:"answer"`
	Basis     locale.Text `form:"basis" json:"basis"`
	Source    string      `form:"source" json:"source"` // id of the source of the basis
	Place     string      `form:"place" json:"place"`
}

// Cites gives the citation of a finding; none without a source.
func (d FindingDraft) Cites() []CitationDraft {
	if d.Source == "" {
		return nil
	}
	return []CitationDraft{{Source: d.Source, Place: d.Place}}
}

// Assessment checks the draft and gives its row with its findings; lines
// without an answer are left out. Place i of the findings is line i of Lines.
func (d AssessmentDraft) Assessment() (row Assessment, findings []Finding, lines []int, err error) {
	c := newChecker()
	row = Assessment{
		Frame:      Frame(c.needCode("frame", "frame", d.Frame, "Choose by which criteria it is judged.")),
		Name:       c.text("name", d.Name, maxLine),
		By:         c.text("by", d.By, maxLine),
		On:         c.date("on", d.On),
		Note:       c.text("note", d.Note, maxProse),
		Visibility: Visibility(c.code("visibility", "visibility", d.Visibility, string(Staff))),
	}
	c.needText("by", row.By, "Say whose judgement it is: “our legal team”, “the Working Group, Opinion 12/2026”.")
	if row.Visibility == Restricted {
		c.say("visibility", "An assessment is for the public or for staff. Restrict the case itself if few may see it.")
	}
	if row.Frame == OwnFrame {
		c.needText("name", row.Name, "Say what your own set of criteria is called.")
	}
	for i, f := range d.Findings {
		if f.Answer == "" {
			if f.Criterion != "" && f.Basis.IsZero() && f.Source == "" || f == (FindingDraft{}) {
				continue
			}
			if row.Frame != OwnFrame || !f.Label.IsZero() || !f.Basis.IsZero() {
				c.say(numbered("findings", i)+"answer", "Choose yes, no or unclear for this criterion, or empty its line.")
			}
			continue
		}
		findings, lines = append(findings, f.finding(c, row.Frame, numbered("findings", i))), append(lines, i)
	}
	if len(findings) == 0 && c.fault() == nil {
		c.say("findings.0.answer", "Answer at least one criterion.")
	}
	c.cites(d.Cites)
	return row, findings, lines, c.fault()
}

func (d FindingDraft) finding(c *checker, frame Frame, prefix string) Finding {
	row := Finding{
		Label:  c.text(prefix+"label", d.Label, maxLine),
		Answer: c.code(prefix+"answer", "finding", d.Answer, ""),
		Basis:  c.text(prefix+"basis", d.Basis, maxProse),
	}
	if frame == OwnFrame {
		c.needText(prefix+"label", row.Label, "Say what is asked: the criterion in a sentence.")
		return row
	}
	row.Label = locale.Text{}
	row.Criterion = c.code(prefix+"criterion", string(frame), d.Criterion, "")
	return row
}
