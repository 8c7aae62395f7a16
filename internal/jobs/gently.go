package jobs

import (
	"context"
	"time"
)

// restful is how many times as long as it worked a job rests after each turn:
// with nine, the work takes a tenth of one processor and of the writer.
const restful = 9

// Gently takes turn after turn until nothing is left or the context ends, and
// rests between turns, so that those who read and write meanwhile hardly
// notice. It gives the first error of a turn.
func Gently(ctx context.Context, turn func(ctx context.Context) (left int, err error)) error {
	for {
		began := time.Now()
		left, err := turn(ctx)
		if err != nil || left == 0 || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(restful * time.Since(began)):
		}
	}
}
