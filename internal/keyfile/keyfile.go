// Package keyfile keeps the master keys in a file that only its owner may
// read. It is the one place where a key touches the disk; what a key does is
// package seal's business, and nothing here ever prints one.
//
// Start reading at [Load].
package keyfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"habeas/internal/fault"
	"habeas/internal/seal"
)

// Name is what the file is called when it lies in the data folder.
const Name = "master.key"

// maxSize is more than a file of keys ever has, in bytes: a path that leads to
// something else is not read into memory.
const maxSize = 4096

// Load reads the keys in a file. It gives fault.NotFound when there is none,
// and fault.Unavailable for a file that others may read or that holds no key.
func Load(path string) (*seal.Ring, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "There is no master key at %s. Restore it from where you keep it safe, or name its file with --master-key-file.", path).Because(err)
	} else if err != nil {
		return nil, unreadable(path).Because(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, unreadable(path).Because(err)
	}
	if !info.Mode().IsRegular() {
		return nil, unreadable(path)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fault.New(fault.Unavailable, "Others on this machine may read the master key at %s. Take that right away (chmod 600), and change the key afterwards with “habeas key rotate”.", path)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxSize))
	if err != nil {
		return nil, unreadable(path).Because(err)
	}
	ring, err := seal.ParseRing(text)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "The file at %s holds no master key. Restore it from where you keep it safe.", path).Because(err)
	}
	return ring, nil
}

func unreadable(path string) *fault.Error {
	return fault.New(fault.Unavailable, "The master key at %s cannot be read. See that the file belongs to whoever runs this program.", path)
}

// Make writes a new key into a new file, readable by its owner alone, and
// gives it. A file that is there is never written over: fault.Conflict.
func Make(path string, rand io.Reader) (*seal.Ring, error) {
	ring, err := seal.NewRing(rand)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, fault.New(fault.Conflict, "There is a file at %s already; nothing was written over it.", path)
	}
	return ring, Replace(path, ring)
}

// Replace puts a ring in the place of what is at path, all of it or nothing:
// it is written beside, brought to the disk, and only then takes the name.
func Replace(path string, ring *seal.Ring) (err error) {
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, ".key-*") // 0600
	if err != nil {
		return unwritable(path).Because(err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
			err = unwritable(path).Because(err)
		}
	}()
	_, err = file.Write(ring.Text())
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err = os.Rename(file.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func unwritable(path string) *fault.Error {
	return fault.New(fault.Unavailable, "The master key cannot be written to %s. Choose a folder that belongs to whoever runs this program.", path)
}
