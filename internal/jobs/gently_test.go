package jobs_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"habeas/internal/jobs"
)

func TestALongWorkRestsNineTimesAsLongAsItWorks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began, left := time.Now(), 4
		err := jobs.Gently(t.Context(), func(context.Context) (int, error) {
			time.Sleep(time.Second)
			left--
			return left, nil
		})
		if err != nil || left != 0 {
			t.Errorf("it ended with %d left and %v", left, err)
		}
		if took := time.Since(began); took != 31*time.Second {
			t.Errorf("four turns of a second took %v, want 31s: no rest after the last", took)
		}
	})
}

func TestALongWorkEndsWithTheProgramAndAtTheFirstError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("a hole")
		if err := jobs.Gently(t.Context(), func(context.Context) (int, error) { return 1, broken }); !errors.Is(err, broken) {
			t.Errorf("an error of a turn came back as %v", err)
		}
		ctx, stop := context.WithCancel(t.Context())
		turns := 0
		err := jobs.Gently(ctx, func(context.Context) (int, error) { turns++; stop(); return 1, nil })
		if err != nil || turns != 1 {
			t.Errorf("after the program ended it took %d turns and gave %v", turns, err)
		}
	})
}
