package public

import (
	"habeas/internal/casebook"
	"habeas/internal/when"
)

// Assessment is somebody's judgement of a case within a legal frame. It is
// theirs: it has no score, and nothing is derived from it.
type Assessment struct {
	Frame    string    `json:"frame"`
	Name     Text      `json:"name,omitzero"` // of an organisation's own criteria
	By       Text      `json:"by"`
	On       when.Date `json:"on,omitzero"`
	Note     Text      `json:"note,omitzero"`
	Findings []Finding `json:"findings"`
	Cites    []int     `json:"cites,omitempty"`
}

// Finding is what an assessment says of one criterion.
type Finding struct {
	Criterion string `json:"criterion,omitempty"`
	Label     Text   `json:"label,omitzero"`
	Answer    string `json:"answer"`
	Basis     Text   `json:"basis,omitzero"`
	Cites     []int  `json:"cites,omitempty"`
}

// assessments gives those that are public. Proceedings have no way through
// here.
func (p projection) assessments() {
	for _, j := range p.file.Judgements {
		a := j.Assessment
		if a.Visibility != casebook.Public {
			continue
		}
		out := Assessment{Frame: string(a.Frame), Name: a.Name, By: a.By, On: a.On, Note: a.Note, Cites: p.notes.of(casebook.OnAssessment, a.ID)}
		for _, n := range j.Findings {
			out.Findings = append(out.Findings, Finding{
				Criterion: n.Criterion, Label: n.Label, Answer: n.Answer, Basis: n.Basis, Cites: p.notes.of(casebook.OnFinding, n.ID),
			})
		}
		p.out.Assessments = append(p.out.Assessments, out)
	}
}
