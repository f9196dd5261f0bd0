//! Updates: whether the world, or what was known of it, moved on between two reports.

use crate::claims::Claim;

/// Which of two claims was made first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The first, by so many days.
    FirstThenSecond(i32),
    /// The second, by so many days.
    SecondThenFirst(i32),
    /// Both on one day.
    SameDay,
    /// At least one is not dated.
    Unknown,
}

/// The order of two claims by the days they were written.
pub fn order(a: &Claim, b: &Claim) -> Order {
    let (Some(x), Some(y)) = (a.published, b.published) else {
        return Order::Unknown;
    };
    let days = y.since(x).map(|s| s.get_days()).unwrap_or(0);
    match days {
        0 => Order::SameDay,
        d if d > 0 => Order::FirstThenSecond(d),
        d => Order::SecondThenFirst(-d),
    }
}

/// Whole years between two dated claims, rounded up; 0 where one is not dated.
pub fn years_apart(a: &Claim, b: &Claim) -> i32 {
    match order(a, b) {
        Order::FirstThenSecond(days) | Order::SecondThenFirst(days) if days > 20 => days / 366 + 1,
        _ => 0,
    }
}

/// Whether a state may well have changed between the two: they were written at least a month
/// apart.
pub fn state_may_have_changed(a: &Claim, b: &Claim) -> bool {
    matches!(order(a, b), Order::FirstThenSecond(days) | Order::SecondThenFirst(days) if days >= 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(day: &str) -> Claim {
        Claim {
            published: day.parse().ok(),
            ..Claim::default()
        }
    }

    #[test]
    fn order_needs_both_days() {
        assert_eq!(
            order(&written("2016-09-02"), &written("2016-09-05")),
            Order::FirstThenSecond(3)
        );
        assert_eq!(
            order(&written("2016-09-05"), &written("2016-09-02")),
            Order::SecondThenFirst(3)
        );
        assert_eq!(
            order(&written("2016-09-05"), &written("2016-09-05")),
            Order::SameDay
        );
        assert_eq!(order(&written("2016-09-05"), &written("")), Order::Unknown);
        assert!(state_may_have_changed(
            &written("2016-09-05"),
            &written("2024-12-03")
        ));
        assert!(!state_may_have_changed(
            &written("2016-09-05"),
            &written("2016-09-06")
        ));
        assert!(!state_may_have_changed(
            &written("2016-09-05"),
            &written("")
        ));
    }
}
