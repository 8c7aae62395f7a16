package access_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/fault"
)

// tries is a memory of wrong passwords with a clock that a test moves.
type tries struct {
	*access.Attempts
	now time.Time
}

func newTries() *tries {
	t := &tries{now: time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC)}
	t.Attempts = access.NewAttempts(func() time.Time { return t.now })
	return t
}

func said(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return fmt.Sprint(f.Message)
	}
	return ""
}

func TestANameWaitsAfterFiveWrongPasswordsAndLongerEachTime(t *testing.T) {
	t.Parallel()
	a := newTries()
	for range 5 {
		if err := a.Begin("ana"); err != nil {
			t.Fatalf("one of five free tries: %v", err)
		}
	}
	for _, tt := range []struct {
		pass time.Duration
		says string
	}{{0, "in one minute."}, {time.Second, "in one minute."}, {time.Minute, ""}, {0, "in 2 minutes."}, {time.Second, "in 2 minutes."}, {time.Minute, "in one minute."}} {
		a.now = a.now.Add(tt.pass)
		if err := a.Begin("ana"); (err == nil) != (tt.says == "") || !strings.HasSuffix(said(err), tt.says) {
			t.Errorf("after %s more: %q, want it to end with %q", tt.pass, said(err), tt.says)
		}
	}
	if err := a.Begin("ben"); err != nil {
		t.Errorf("another name waits as well: %v", err)
	}
}

func TestARightPasswordForgetsTheWrongOnes(t *testing.T) {
	t.Parallel()
	a := newTries()
	for range 200 {
		if err := a.Begin("ana"); err != nil {
			t.Fatalf("a right password counts as a wrong one: %v", err)
		}
		a.Passed("ana")
	}
}

func TestManyNamesFromAnywhereSlowDownTogether(t *testing.T) {
	t.Parallel()
	a, free := newTries(), 0
	var err error
	for ; err == nil && free < 1000; free++ {
		err = a.Begin(fmt.Sprint("name", free))
	}
	var wait access.Waiting
	if free-1 != 60 || !fault.Is(err, fault.Limited) || !errors.As(err, &wait) || time.Duration(wait) != 10*time.Second {
		t.Fatalf("%d names were free, then %q for %s; want 60, and ten seconds", free-1, said(err), time.Duration(wait))
	}
	through := 0
	for range 3600 { // an hour of one try a second, each with a name of its own
		a.now = a.now.Add(time.Second)
		if a.Begin(fmt.Sprint("later", a.now.Unix())) == nil {
			through++
		}
	}
	if through < 300 || through > 361 {
		t.Errorf("%d tries came through in an hour, want one every ten seconds", through)
	}
	if a.now = a.now.Add(10 * time.Second); a.Begin("ana") != nil {
		t.Error("somebody who waits is not let in")
	}
}
