package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
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
	Change   string // published, updated, withdrawn
}

// Enqueue adds a publication and gives its number. The documents of the same
// key before it are wiped: the newest one is what is published, and what was
// taken back must not stay behind.
func (tx *Tx) Enqueue(p Publication) (seq int64, err error) {
	if err := tx.db.Table("publications").Where(`kind = ? AND "key" = ? AND document IS NOT NULL`, p.Kind, p.Key).
		Updates(map[string]any{"document": nil}).Error; err != nil {
		return 0, asFault(err)
	}
	p.Seq = 0
	err = rowsOf[Publication](tx.db).Create(tx.ctx, &p)
	return p.Seq, asFault(err)
}

// PublicationsAfter gives the publications behind a number, oldest first. One
// whose document was overtaken by a newer one of its key is left out.
func (r reads) PublicationsAfter(ctx context.Context, seq int64, limit int) ([]Publication, error) {
	rows, err := rowsOf[Publication](r.db).Where("seq > ? AND "+newest, seq).Order("seq").Limit(limit).Find(ctx)
	return rows, asFault(err)
}

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
	last, err := r.MaxSeq(ctx)
	if err != nil {
		return err
	}
	for seq := int64(0); ; {
		rows, err := rowsOf[Publication](r.db).Where("seq > ? AND seq <= ? AND "+newest, seq, last).Order("seq").Limit(1000).Find(ctx)
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
