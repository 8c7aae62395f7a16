package store

import (
	"context"

	"habeas/internal/casebook"
)

// WithdrawnName is a name of somebody whose case was withdrawn, or in whose
// case no consent is left that was not.
type WithdrawnName struct {
	Text             string
	PersonID, CaseID casebook.ID
}

// withdrawnNames goes along two small indexes: of the cases that were withdrawn
// and of the consents that were.
const withdrawnNames = `SELECT n.text, n.person_id, c.id AS case_id FROM cases c JOIN names n ON n.person_id = c.person_id WHERE c.publication = 'withdrawn'
	UNION SELECT n.text, n.person_id, c.id FROM consents x JOIN cases c ON c.id = x.case_id JOIN names n ON n.person_id = c.person_id
	WHERE x.withdrawn_on IS NOT NULL AND c.publication <> 'published'
		AND NOT EXISTS (SELECT 1 FROM consents y WHERE y.case_id = c.id AND y.withdrawn_on IS NULL)
	ORDER BY 3, 1`

// WithdrawnNames gives the names of everybody who was taken off for good,
// restricted cases among them: nobody is shown what is read here.
func (r reads) WithdrawnNames(ctx context.Context) (all []WithdrawnName, err error) {
	err = r.db.WithContext(ctx).Raw(withdrawnNames).Scan(&all).Error
	return all, asFault(err)
}
