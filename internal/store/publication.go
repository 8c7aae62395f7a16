package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"habeas/internal/fault"
)

// Publication is a row of the outbox to the shelf: put this document under
// this key, or take it off when there is none.
type Publication struct {
	Seq      int64 `gorm:"primaryKey"`
	Kind     string
	Key      string
	Version  int
	At       time.Time
	Document []byte
	Change   string    // published, updated, withdrawn, unpublished, merged
	Forget   bool      // earlier editions of the key are not kept
	Tells    bool      // it tells of somebody who was taken off since
	First    time.Time // when the key was first published since it was last absent
	MovedTo  string    // the ref of the case that this one was found to be

	Corrects   int64  // the publication of the key that this one puts right; 0: none
	Correction []byte // what it says of itself; an empty object: something of it was taken off since
}

// Enqueue adds a publication and gives its number. Documents of the same key
// before it stay as earlier editions, unless it takes the key off, wants them
// forgotten, or they tell of somebody who was taken off (see [Tx.ForgetTold]).
// A case that was found to be another one keeps them, until that one is taken
// off: they tell of the same person.
func (tx *Tx) Enqueue(p Publication) (seq int64, err error) {
	p.Seq, p.Tells, p.First = 0, false, p.At
	if last, err := tx.LatestPublication(tx.ctx, p.Kind, p.Key); err != nil {
		return 0, err
	} else if last != nil && last.Change != "withdrawn" && last.Change != "unpublished" && last.Change != "merged" {
		p.First = last.First
	}
	earlier := tx.db.Table("publications").Where(`kind = ? AND document IS NOT NULL`, p.Kind)
	switch off := p.Document == nil && p.Change != "merged"; {
	case off:
		earlier = earlier.Where(`"key" IN (`+withMerged+`)`, p.Key, p.Kind)
	case p.Forget:
		earlier = earlier.Where(`"key" = ?`, p.Key)
	default:
		earlier = earlier.Where(`"key" = ? AND tells`, p.Key)
	}
	wiped := earlier.Updates(map[string]any{"document": nil})
	if wiped.Error != nil {
		return 0, asFault(wiped.Error)
	}
	if err = rowsOf[Publication](tx.db).Create(tx.ctx, &p); err != nil || wiped.RowsAffected == 0 {
		return p.Seq, asFault(err)
	}
	return p.Seq, tx.forgetCorrections()
}

// forgetCorrections wipes what corrections say of which one of the two editions
// is not kept any more. That there was one stays.
func (tx *Tx) forgetCorrections() error {
	return asFault(tx.db.Exec(`UPDATE publications SET correction = '{}' WHERE correction IS NOT NULL AND (document IS NULL
		OR NOT EXISTS (SELECT 1 FROM publications wrong WHERE wrong.seq = publications.corrects AND wrong.document IS NOT NULL))`).Error)
}

// DropCorrections wipes that anything of a key was ever corrected.
func (tx *Tx) DropCorrections(kind, key string) error {
	return asFault(tx.db.Exec(`UPDATE publications SET correction = NULL, corrects = 0 WHERE correction IS NOT NULL AND kind = ? AND "key" = ?`, kind, key).Error)
}

// Rewrite changes the document of a publication that is not the last of its
// key: an earlier edition that may no longer tell something.
func (tx *Tx) Rewrite(seq int64, document []byte) error {
	return asFault(tx.db.Exec("UPDATE publications SET document = ? WHERE seq = ? AND NOT "+newest, document, seq).Error)
}

// EnqueueAs adds a publication of another store as it was made there, with its
// times and its version. A key that has one already is fault.Conflict.
func (tx *Tx) EnqueueAs(p Publication) error {
	last, err := tx.LatestPublication(tx.ctx, p.Kind, p.Key)
	if err != nil {
		return err
	}
	if last != nil {
		return fault.New(fault.Conflict, "%s %s is there twice.", p.Kind, p.Key)
	}
	p.Seq, p.Forget, p.Tells = 0, false, false
	if p.First.IsZero() {
		p.First = p.At
	}
	return asFault(rowsOf[Publication](tx.db).Create(tx.ctx, &p))
}

// withMerged gives a key (first ?) and those of its kind (second ?) that were
// found to be it, over any number of steps.
const withMerged = `WITH RECURSIVE same(ref) AS (VALUES (?) UNION SELECT p."key" FROM publications p JOIN same ON p.moved_to = same.ref WHERE p.kind = ?) SELECT ref FROM same`

// Merged gives the keys that were found to be one, over any number of steps.
func (r reads) Merged(ctx context.Context, kind, key string) (keys []string, err error) {
	err = r.db.WithContext(ctx).Raw(`SELECT ref FROM (`+withMerged+`) WHERE ref <> ? ORDER BY ref`, key, kind, key).Scan(&keys).Error
	return keys, asFault(err)
}

// Telling finds the documents that tell of a case: Words are what to look for,
// and In decides whether a document that holds some of them does.
type Telling interface {
	Words() [][]byte
	In(document []byte) bool
}

// ForgetTold wipes the earlier editions of all documents that tell of what is
// being taken off. A document that is still public is marked, and wiped when it
// is replaced.
func (tx *Tx) ForgetTold(kind, key string, telling Telling) error {
	told := map[int64]Publication{}
	for _, words := range telling.Words() {
		var found []Publication
		if err := tx.db.Raw(`SELECT seq, document, correction FROM publications
			WHERE (instr(document, ?) > 0 OR instr(correction, ?) > 0) AND NOT (kind = ? AND "key" = ?)`, words, words, kind, key).Scan(&found).Error; err != nil {
			return asFault(err)
		}
		for _, p := range found {
			if telling.In(p.Document) || telling.In(p.Correction) {
				told[p.Seq] = p
			}
		}
	}
	for seq, p := range told {
		if telling.In(p.Correction) {
			if err := tx.db.Exec("UPDATE publications SET correction = '{}' WHERE seq = ?", seq).Error; err != nil {
				return asFault(err)
			}
		}
		if !telling.In(p.Document) {
			continue
		}
		if err := tx.db.Exec("UPDATE publications SET tells = TRUE, document = CASE WHEN "+newest+" THEN document END WHERE seq = ?", seq).Error; err != nil {
			return asFault(err)
		}
	}
	return tx.forgetCorrections()
}

// Documents gives all documents of a key that are kept, oldest first.
func (r reads) Documents(ctx context.Context, kind, key string) (all [][]byte, err error) {
	err = r.db.WithContext(ctx).Raw(`SELECT document FROM publications WHERE kind = ? AND "key" = ? AND document IS NOT NULL ORDER BY seq`, kind, key).Scan(&all).Error
	return all, asFault(err)
}

// PublicationsAfter gives the publications behind a number, oldest first.
// Those whose document was wiped are left out: a later one says why.
func (r reads) PublicationsAfter(ctx context.Context, seq int64, limit int) ([]Publication, error) {
	rows, err := rowsOf[Publication](r.db).Where("seq > ? AND "+standing, seq).Order("seq").Limit(limit).Find(ctx)
	return rows, asFault(err)
}

// standing holds for publications that still say something: that a document is
// there, that it was taken off, or that something was put right.
const standing = "(document IS NOT NULL OR correction IS NOT NULL OR change IN ('withdrawn', 'unpublished', 'merged'))"

// newest holds for the last publication of each key.
const newest = `NOT EXISTS (SELECT 1 FROM publications later WHERE later.kind = publications.kind
	AND later."key" = publications."key" AND later.seq > publications.seq)`

// LatestPublication gives the last publication of a key, nil when there is none.
func (r reads) LatestPublication(ctx context.Context, kind, key string) (*Publication, error) {
	row, err := rowsOf[Publication](r.db).Where(`kind = ? AND "key" = ?`, kind, key).Order("seq DESC").Limit(1).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

// LatestPublications calls fn with the last publication of every key, in the
// order of their numbers. It reads a page at a time, so that fn may write.
func (r reads) LatestPublications(ctx context.Context, fn func(Publication) error) error {
	return r.eachPublication(ctx, newest, fn)
}

// Publications calls fn with every publication that still says something, in
// the order of their numbers: what a shelf is filled from.
func (r reads) Publications(ctx context.Context, fn func(Publication) error) error {
	return r.eachPublication(ctx, standing, fn)
}

func (r reads) eachPublication(ctx context.Context, which string, fn func(Publication) error) error {
	last, err := r.MaxSeq(ctx)
	if err != nil {
		return err
	}
	for seq := int64(0); ; {
		rows, err := rowsOf[Publication](r.db).Where("seq > ? AND seq <= ? AND "+which, seq, last).Order("seq").Limit(1000).Find(ctx)
		if err != nil || len(rows) == 0 {
			return asFault(err)
		}
		for _, p := range rows {
			if err := fn(p); err != nil {
				return err
			}
			seq = p.Seq
		}
	}
}

// MaxSeq gives the number of the last publication, 0 before any.
func (r reads) MaxSeq(ctx context.Context) (seq int64, err error) {
	err = r.db.WithContext(ctx).Raw("SELECT coalesce(max(seq), 0) FROM publications").Scan(&seq).Error
	return seq, asFault(err)
}
