package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// keyOf gives the key of a case, nil when it has none yet.
func (d *Desk) keyOf(ctx context.Context, r keyReader, id casebook.ID) (*seal.Key, error) {
	if d.ring == nil {
		return nil, casebook.ErrNoKey()
	}
	row, err := r.CaseKeyOf(ctx, id)
	if err != nil || row == nil {
		return nil, err
	}
	key, err := d.ring.Unwrap(row.Master, string(id), row.Wrapped)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "The key of this private file was wrapped by another master key than the one the server was started with. Whoever runs it restores that key.").Because(err)
	}
	return &key, nil
}

// keyReader is the store, or a transaction.
type keyReader interface {
	CaseKeyOf(ctx context.Context, id casebook.ID) (*store.CaseKey, error)
}

// newCaseKey makes a random key for the case and keeps it wrapped.
func (a *act) newCaseKey() (*seal.Key, error) {
	key, raw, err := seal.NewKey(a.desk.rand)
	if err != nil {
		return nil, err
	}
	defer clear(raw)
	wrapped, err := a.desk.ring.Wrap(a.desk.rand, string(a.caseID), raw)
	if err != nil {
		return nil, err
	}
	return &key, a.InsertCaseKey(&store.CaseKey{CaseID: a.caseID, Wrapped: wrapped, Master: a.desk.ring.ID(), CreatedAt: a.Now})
}

// ErasePrivateFile destroys the key of a case, so that nothing sealed with it
// opens again, here or in any copy that is older, and deletes what it sealed.
// It is done when the family asks for it, and takes the right to withdraw.
func (d *Desk) ErasePrivateFile(ctx context.Context, by access.Actor, ref casebook.Ref, reason string) error {
	var blobs []string
	err := d.do(ctx, by, access.PublishRecord, "ErasePrivateFile", func(a *act) error {
		if _, err := a.inCase(ref); err != nil {
			return err
		}
		if err := related(ctx, a.Tx, by, access.EditPrivateFile, a.caseID); err != nil {
			return err
		}
		if a.because(reason); a.reason == "" {
			return fault.Field("reason", "Say who asked for this. The reason stays in the history; what is erased does not.")
		}
		var err error
		if blobs, err = a.sealedBlobs(); err != nil {
			return err
		}
		if err := a.ShredCase(a.caseID); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnCase, ID: a.caseID}, nil)
	})
	if err != nil {
		return err
	}
	d.forgetText(ctx)
	for _, hash := range blobs {
		if err := d.sealedFiles.Remove(hash); err != nil {
			return err
		}
	}
	return nil
}

// sealedBlobs lists the sealed files of the case. Without the key they cannot
// be told apart, and stay behind as bytes that nobody can open.
func (a *act) sealedBlobs() ([]string, error) {
	key, err := a.desk.keyOf(a.ctx, a.Tx, a.caseID)
	if err != nil || key == nil {
		return nil, nil
	}
	rows, err := store.List[store.SealedRow](a.ctx, a.Tx, map[string]any{"case_id": a.caseID, "kind": lineExhibit})
	if err != nil {
		return nil, err
	}
	var hashes []string
	for _, row := range rows {
		var e casebook.Exhibit
		if err := unseal(*key, row, &e); err == nil {
			hashes = append(hashes, e.Blob)
		}
	}
	return hashes, nil
}

// RotateMaster wraps the key of every case with the first key of a ring that
// holds the old one as well, and gives how many were wrapped. What is sealed
// stays as it is. Afterwards the old key opens nothing here any more.
func (d *Desk) RotateMaster(ctx context.Context, by access.Actor, ring *seal.Ring) (n int, err error) {
	err = d.do(ctx, by, access.ManageAccounts, "RotateMaster", func(a *act) error {
		keys, err := a.CaseKeys(ctx)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if k.Master == ring.ID() {
				continue
			}
			wrapped, err := ring.Rewrap(d.rand, k.Master, string(k.CaseID), k.Wrapped)
			if err != nil {
				return fault.New(fault.Conflict, "The key of a private file was wrapped by a master key that is not at hand. Nothing was changed; restore the key it was made with first.").Because(err)
			}
			if err := a.RewrapCaseKey(k.CaseID, wrapped, ring.ID()); err != nil {
				return err
			}
			n++
		}
		accounts, err := a.rewrapAccounts(ring)
		if err != nil {
			return err
		}
		n += accounts
		if err := a.rewrapDrafts(ring); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnPrivate, ID: casebook.ID(ring.ID())}, nil)
	})
	if err != nil {
		return 0, err
	}
	d.ring = ring.First()
	return n, d.store.CutLog(ctx)
}
