package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// RecordAssessment records how somebody judges a case within a legal frame,
// criterion by criterion.
func (d *Desk) RecordAssessment(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.AssessmentDraft) (id casebook.ID, err error) {
	row, findings, lines, err := in.Assessment()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordAssessment", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		if err := insert(a, casebook.OnAssessment, &row); err != nil {
			return err
		}
		id = row.ID
		if err := a.find(&row, findings, lines, in.Findings); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnAssessment, ID: id}, in.Cites)
	})
	return id, err
}

// find writes findings that are new, each with the source of its basis.
func (a *act) find(of *casebook.Assessment, findings []casebook.Finding, lines []int, drafts []casebook.FindingDraft) error {
	for i := range findings {
		n := &findings[i]
		n.AssessmentID, n.CaseID = of.ID, of.CaseID
		if err := insert(a, casebook.OnFinding, n); err != nil {
			return err
		}
		if err := a.citeFinding(n.ID, lines[i], drafts[lines[i]]); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) citeFinding(id casebook.ID, line int, draft casebook.FindingDraft) error {
	for _, c := range draft.Cites() {
		if err := a.citeOne(casebook.Subject{Kind: casebook.OnFinding, ID: id}, c); err != nil {
			return underPrefix(err, "findings."+itoa(line)+".")
		}
	}
	return nil
}

// EditAssessment changes an assessment. Findings of criteria that it has are
// changed, new ones added; those that are emptied are taken away. In a frame of
// one's own the findings are told apart by their place. Sources are added.
func (d *Desk) EditAssessment(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.AssessmentDraft, reason string) error {
	row, findings, lines, err := in.Assessment()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditAssessment", func(a *act) error {
		was, err := store.Get[casebook.Assessment](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		if err := editPart(a, casebook.OnAssessment, id, version, reason, in.Cites, &row, "CaseID"); err != nil {
			return err
		}
		there, err := store.List[casebook.Finding](a.ctx, a.Tx, map[string]any{"assessment_id": id})
		if err != nil {
			return err
		}
		casebook.SortFindings(was.Frame, there)
		kept := map[casebook.ID]bool{}
		for i := range findings {
			n := &findings[i]
			n.AssessmentID, n.CaseID = id, was.CaseID
			old := oldFinding(there, *n, row.Frame, lines[i])
			if old == nil {
				if err := insert(a, casebook.OnFinding, n); err != nil {
					return err
				}
			} else {
				n.ID, n.Version = old.ID, old.Version
				if err := update(a, casebook.OnFinding, n.ID, old, n); err != nil {
					return err
				}
			}
			kept[n.ID] = true
			if err := a.citeFinding(n.ID, lines[i], in.Findings[lines[i]]); err != nil {
				return err
			}
		}
		return a.dropFindings(there, kept)
	})
}

// oldFinding finds what is recorded of the criterion already.
func oldFinding(there []casebook.Finding, n casebook.Finding, frame casebook.Frame, line int) *casebook.Finding {
	for i := range there {
		if frame != casebook.OwnFrame && there[i].Criterion == n.Criterion || frame == casebook.OwnFrame && i == line {
			return &there[i]
		}
	}
	return nil
}

func (a *act) dropFindings(there []casebook.Finding, kept map[casebook.ID]bool) error {
	for _, n := range there {
		if kept[n.ID] {
			continue
		}
		if err := a.removeCited(casebook.OnFinding, n.ID, func() error { return remove[casebook.Finding](a, casebook.OnFinding, n.ID) }); err != nil {
			return err
		}
	}
	return nil
}

// RemoveAssessment takes an assessment away with its findings.
func (d *Desk) RemoveAssessment(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveAssessment", func(a *act) error {
		if err := a.openPart(casebook.Subject{Kind: casebook.OnAssessment, ID: id}, reason); err != nil {
			return err
		}
		there, err := store.List[casebook.Finding](a.ctx, a.Tx, map[string]any{"assessment_id": id})
		if err != nil {
			return err
		}
		if err := a.dropFindings(there, nil); err != nil {
			return err
		}
		return removePart[casebook.Assessment](a, casebook.OnAssessment, id, version, reason)
	})
}

// Assessment gives one assessment for its form, with the reference of its case.
func (d *Desk) Assessment(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Judgement, casebook.Ref, error) {
	row, ref, err := part[casebook.Assessment](ctx, d, by, casebook.OnAssessment, id)
	if err != nil {
		return nil, "", err
	}
	f, err := d.File(ctx, by, ref)
	if err != nil {
		return nil, "", err
	}
	for i := range f.Judgements {
		if f.Judgements[i].Assessment.ID == row.ID {
			return &f.Judgements[i], ref, nil
		}
	}
	return &casebook.Judgement{Assessment: *row}, ref, nil
}
