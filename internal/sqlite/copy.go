package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// CopyTo writes the whole database, as it stands at this instant, into a new
// file at path that is readable by its owner alone, and returns when it is on
// the disk. Nothing is left at path when it fails; a file that is there
// already is never written over.
func CopyTo(ctx context.Context, db *sql.DB, path string) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // or SQLite would make it for everybody to read
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return err
	}
	if err := file.Sync(); err != nil { // SQLite does not, for a copy
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
