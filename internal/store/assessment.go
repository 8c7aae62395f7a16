package store

import (
	"context"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// fillLegal reads how a case is judged within legal frames, and what was
// brought before whom.
func (r reads) fillLegal(ctx context.Context, f *casebook.File) (err error) {
	of := map[string]any{"case_id": f.Case.ID}
	rows, err := List[casebook.Assessment](ctx, r, of)
	if err != nil {
		return err
	}
	ids := make([]casebook.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	findings, err := in[casebook.Finding](ctx, r, "assessment_id", ids)
	if err != nil {
		return err
	}
	for _, row := range rows {
		j := casebook.Judgement{Assessment: row}
		for _, n := range findings {
			if n.AssessmentID == row.ID {
				j.Findings = append(j.Findings, n)
			}
		}
		casebook.SortFindings(row.Frame, j.Findings)
		f.Judgements = append(f.Judgements, j)
	}
	f.Proceedings, err = List[casebook.Proceeding](ctx, r, of)
	return err
}

// addLegal adds what in the legal part of a case can carry citations.
func (l *list) addLegal(f *casebook.File) {
	for _, j := range f.Judgements {
		l.add(casebook.OnAssessment, j.Assessment.ID)
		for _, n := range j.Findings {
			l.add(casebook.OnFinding, n.ID)
		}
	}
	for _, p := range f.Proceedings {
		l.add(casebook.OnProceeding, p.ID)
	}
}

// Deadlines gives the proceedings in which somebody must act by a day and
// which nobody has decided, the most urgent first, with their cases.
func (r reads) Deadlines(ctx context.Context, until when.Day) ([]casebook.Proceeding, map[casebook.ID]CaseLine, error) {
	q, err := from[casebook.Proceeding](r)
	if err != nil {
		return nil, nil, err
	}
	rows, err := q.Where("deadline <> '' AND deadline <= ? AND decided IS NULL AND outcome = 'pending'", until.String()).
		Order("deadline").Order(made).Find(ctx)
	if err != nil {
		return nil, nil, asFault(err)
	}
	ids := make([]casebook.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.CaseID
	}
	lines, err := r.lines(ctx, ids)
	return rows, lines, err
}
