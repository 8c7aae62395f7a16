package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// exports measures rows 9 and 10: everything as CSV and as JSON, beside the
// sqlite3 shell writing the very rows and columns that our CSV held.
func (b *bench) exports(_, s *server, _ *material) error {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		fmt.Println("     rows 9 and 10 left out: there is no sqlite3 shell here")
		return nil
	}
	db, err := b.table(shell, s)
	if err != nil {
		return err
	}
	defer os.Remove(db)
	for _, f := range []struct {
		row, ending string
		most        float64
	}{{"9", "csv", 1.4}, {"10", "json", 1.6}} {
		if err := b.export(shell, db, s, f.row, f.ending, f.most); err != nil {
			return err
		}
	}
	return nil
}

// table puts our CSV into a table of its own.
func (b *bench) table(shell string, s *server) (string, error) {
	c, err := dial(s.addr)
	if err != nil {
		return "", err
	}
	defer c.Close()
	a, err := c.get("/cases.csv", true)
	if err != nil {
		return "", err
	}
	file, db := filepath.Join(b.dir, "cases.csv"), filepath.Join(b.dir, "shell.db")
	defer os.Remove(file)
	if err := os.WriteFile(file, a.body, 0o600); err != nil {
		return "", err
	}
	os.Remove(db)
	return db, exec.Command(shell, db, "-cmd", ".mode csv", ".import "+file+" cases").Run()
}

func (b *bench) export(shell, db string, s *server, row, ending string, most float64) error {
	idle := s.rss()
	s.forget()
	var ours, theirs, first []time.Duration
	for range 3 {
		began := time.Now()
		if err := exec.Command(shell, "-"+ending, db, "SELECT * FROM cases").Run(); err != nil {
			return err
		}
		theirs = append(theirs, time.Since(began))
		c, err := dial(s.addr)
		if err != nil {
			return err
		}
		began = time.Now()
		a, err := c.get("/cases."+ending, false)
		c.Close()
		if err != nil {
			return err
		}
		ours, first = append(ours, time.Since(began)), append(first, a.first)
	}
	b.times(row, ending+" of everything", median(ours), median(theirs), "sqlite3", most)
	b.took(row, ending+", first byte", median(first), 30*time.Millisecond)
	b.memory(row, ending+", memory above what it was before", max(0, s.peak()-idle), 32)
	return nil
}

var stylesheet = regexp.MustCompile(`href="(/static/[^"]+\.css)"`)

// sizes measures row 17: bytes as they are without compression.
func (b *bench) sizes(_, s *server, m *material) error {
	c, err := dial(s.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	largest := answer{}
	for _, ref := range m.refs[:min(200, len(m.refs))] {
		a, err := c.get("/cases/"+ref, true)
		if err != nil {
			return err
		}
		if a.size > largest.size {
			largest = a
		}
	}
	css := 0
	for _, link := range stylesheet.FindAllSubmatch(largest.body, -1) {
		a, err := c.get(string(link[1]), false)
		if err != nil {
			return err
		}
		css += a.size
	}
	plain, err := c.get("/methodology", false)
	if err != nil {
		return err
	}
	b.bytes("17", "case page with CSS, the largest of 200", largest.size+css, 40<<10)
	b.bytes("17", "plain page (methodology)", plain.size, 15<<10)
	return nil
}

func (b *bench) bytes(row, job string, n, most int) {
	b.say(line{Row: row, Job: job, Ours: fmt.Sprintf("%.1f KB", float64(n)/1024), Target: fmt.Sprintf("≤ %d KB", most>>10)}, n <= most)
}
