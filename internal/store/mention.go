package store

import (
	"context"
	"slices"
)

// Mention says that the published document of a kind and key names a source or
// a place, by the kind and key of its own page. What is public decides whether
// such a page stands, never what the casebook says by now.
type Mention struct{ OnKind, OnKey, Kind, Key string }

// Spot is where something stands in public: the kind and the key of its page.
type Spot struct{ Kind, Key string }

// mentionRows is how many mentions one statement writes.
const mentionRows = 100

// KeepMentions puts what a document names in place of what the one before it
// named, and gives what it names no longer.
func (tx *Tx) KeepMentions(in Spot, now []Spot) (lost []Spot, err error) {
	var was []Spot
	if err := tx.db.Raw(`SELECT on_kind AS kind, on_key AS "key" FROM mentions WHERE kind = ? AND "key" = ? ORDER BY on_kind, on_key`, in.Kind, in.Key).Scan(&was).Error; err != nil {
		return nil, asFault(err)
	}
	for _, one := range was {
		if slices.Contains(now, one) {
			continue
		}
		lost = append(lost, one)
		if err := tx.db.Exec(`DELETE FROM mentions WHERE on_kind = ? AND on_key = ? AND kind = ? AND "key" = ?`, one.Kind, one.Key, in.Kind, in.Key).Error; err != nil {
			return nil, asFault(err)
		}
	}
	var gained []any
	for _, one := range now {
		if !slices.Contains(was, one) {
			gained = append(gained, one.Kind, one.Key, in.Kind, in.Key)
		}
	}
	for some := range slices.Chunk(gained, 4*mentionRows) {
		if err := tx.many(`INSERT INTO mentions (on_kind, on_key, kind, "key") VALUES `, 4, some); err != nil {
			return nil, asFault(err)
		}
	}
	return lost, nil
}

// MentionedBy gives the public documents of some kinds that name a source or a
// place, at most limit; a limit of 0 gives all.
func (r reads) MentionedBy(ctx context.Context, on Spot, limit int, kinds ...string) (all []Spot, err error) {
	if limit == 0 {
		limit = -1
	}
	err = r.db.WithContext(ctx).Raw(`SELECT kind, "key" FROM mentions WHERE on_kind = ? AND on_key = ? AND kind IN ? ORDER BY kind, "key" LIMIT ?`, on.Kind, on.Key, kinds, limit).Scan(&all).Error
	return all, asFault(err)
}
