package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"habeas/internal/jobs"
)

func TestAJobIsDoneAtOnceOrLaterAndThenInItsRhythm(t *testing.T) {
	t.Parallel()
	for _, later := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			var got []time.Duration
			start := time.Now()
			job := jobs.Job{Name: "clock", Every: time.Minute, Later: later, Do: func(_ context.Context, now time.Time) error {
				got = append(got, now.Sub(start))
				return nil
			}}
			done := make(chan struct{})
			go func() { jobs.Run(ctx, slog.New(slog.DiscardHandler), time.Now, []jobs.Job{job}); close(done) }()
			time.Sleep(2*time.Minute + time.Second)
			stop()
			<-done
			want := []time.Duration{0, time.Minute, 2 * time.Minute}
			if later {
				want = want[1:]
			}
			if !slices.Equal(got, want) {
				t.Errorf("later = %v: done at %v, want %v", later, got, want)
			}
		})
	}
}

func TestAJobThatFailsOrPanicsIsTriedAgainAndKeepsNoOtherBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		var log bytes.Buffer
		tries, others := 0, 0
		done := make(chan struct{})
		go func() {
			jobs.Run(ctx, slog.New(slog.NewTextHandler(&log, nil)), time.Now, []jobs.Job{
				{Name: "broken", Every: time.Minute, Do: func(context.Context, time.Time) error {
					if tries++; tries == 1 {
						panic("a hole")
					}
					return errors.New("still broken")
				}},
				{Name: "sound", Every: time.Minute, Do: func(context.Context, time.Time) error { others++; return nil }},
			})
			close(done)
		}()
		time.Sleep(90 * time.Second)
		stop()
		<-done
		if tries != 2 || others != 2 {
			t.Errorf("the broken job was tried %d times and the sound one %d times, want 2 each", tries, others)
		}
		if text := log.String(); !strings.Contains(text, "a hole") || !strings.Contains(text, "still broken") || !strings.Contains(text, "job=broken") {
			t.Errorf("the log does not name what failed:\n%s", text)
		}
	})
}

func TestRunReturnsWhenTheLastJobHasFinished(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		finished := false
		done := make(chan struct{})
		go func() {
			jobs.Run(ctx, slog.New(slog.DiscardHandler), time.Now, []jobs.Job{{Name: "slow", Every: time.Hour, Do: func(context.Context, time.Time) error {
				time.Sleep(time.Minute)
				finished = true
				return nil
			}}})
			close(done)
		}()
		time.Sleep(time.Second)
		stop()
		<-done
		if !finished {
			t.Error("it returned while a job was at work")
		}
	})
}
