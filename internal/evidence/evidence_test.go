package evidence_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/evidence"
	"habeas/internal/fault"
)

var instant = time.Date(2026, 1, 20, 12, 0, 0, 123456000, time.UTC)

// links gives a chain of so many entries.
func links(n int) (all []evidence.Link) {
	var prev evidence.Hash
	for i := range n {
		l := evidence.Link{
			Entry: evidence.Entry{Seq: int64(i + 1), At: instant, By: "u", Operation: "Edit", SubjectKind: "name", SubjectID: "n", Field: "Text"},
			Prev:  prev, Salt: &evidence.Salt{byte(i)}, Text: evidence.Text{ByName: "Bea", Now: strings.Repeat("x", i)},
		}
		l.Commitment = l.Text.Commitment(*l.Salt)
		l.Hash = l.Sum(prev)
		prev, all = l.Hash, append(all, l)
	}
	return all
}

func walked(chain []evidence.Link, kept ...evidence.Head) *evidence.Walk {
	w := &evidence.Walk{}
	w.Keep(kept...)
	for _, l := range chain {
		w.Next(l)
	}
	w.End(-1)
	return w
}

func TestAHashIsOfEveryField(t *testing.T) {
	t.Parallel()
	base := links(1)[0].Entry
	changes := map[string]func(e *evidence.Entry){
		"number": func(e *evidence.Entry) { e.Seq++ }, "time": func(e *evidence.Entry) { e.At = e.At.Add(time.Microsecond) },
		"account": func(e *evidence.Entry) { e.By += "x" }, "operation": func(e *evidence.Entry) { e.Operation += "x" },
		"kind": func(e *evidence.Entry) { e.SubjectKind += "x" }, "id": func(e *evidence.Entry) { e.SubjectID += "x" },
		"case": func(e *evidence.Entry) { e.CaseID += "x" }, "field": func(e *evidence.Entry) { e.Field += "x" },
		"erases": func(e *evidence.Entry) { e.Erases++ }, "commitment": func(e *evidence.Entry) { e.Commitment[0]++ },
		"a letter moved between fields": func(e *evidence.Entry) { e.SubjectKind, e.SubjectID = "nam", "en" },
	}
	for name, change := range changes {
		e := base
		change(&e)
		if e.Sum(evidence.Hash{}) == base.Sum(evidence.Hash{}) {
			t.Errorf("%s: the hash is the same", name)
		}
	}
	if base.Sum(evidence.Hash{1}) == base.Sum(evidence.Hash{}) {
		t.Error("the hash does not depend on the one before")
	}
}

func TestAKeptHeadIsLookedFor(t *testing.T) {
	t.Parallel()
	chain := links(9)
	at := func(n int) evidence.Head { return evidence.Head{Count: int64(n), Hash: chain[n-1].Hash} }
	for name, c := range map[string]struct {
		kept evidence.Head
		want []evidence.Finding
	}{
		"of the end":            {at(9), nil},
		"of before":             {at(4), nil},
		"by its hash alone":     {evidence.Head{Hash: chain[4].Hash}, nil},
		"at another place":      {evidence.Head{Count: 3, Hash: chain[4].Hash}, []evidence.Finding{{Wrong: evidence.Rewritten, Seq: 3}}},
		"of nothing known here": {evidence.Head{Count: 3, Hash: evidence.Hash{1}}, []evidence.Finding{{Wrong: evidence.Rewritten, Seq: 3}}},
		"of more than there is": {evidence.Head{Count: 12, Hash: evidence.Hash{1}}, []evidence.Finding{{Wrong: evidence.RolledBack, Seq: 12}}},
		"of an empty history":   {evidence.Head{}, nil},
	} {
		if d := cmp.Diff(c.want, walked(chain, c.kept).Findings); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestAHeadIsOneLineThatReadsBack(t *testing.T) {
	t.Parallel()
	h := evidence.Head{Count: 7, Hash: links(7)[6].Hash, At: instant.Truncate(time.Second)}
	got, err := evidence.ReadHeads(strings.NewReader(h.String() + "\n\n" + h.Hash.String() + "\n"))
	if d := cmp.Diff([]evidence.Head{h, {Hash: h.Hash}}, got); d != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
	for _, bad := range []string{"", "habeas-head", "habeas-head x " + h.Hash.String() + " 2026-01-20T12:00:00Z", "habeas-head 7 zz 2026-01-20T12:00:00Z", "habeas-head 7 " + h.Hash.String() + " today"} {
		if _, err := evidence.ReadHeads(strings.NewReader(bad)); !fault.Is(err, fault.Invalid) {
			t.Errorf("ReadHeads(%q) = %v, want invalid", bad, err)
		}
	}
}
