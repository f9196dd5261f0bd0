//! Dense rows: a row of few numbers laid out by index, so that its product with another row takes
//! one step a number of the other.

/// Numbers by index, of which few are not 0.
#[derive(Debug)]
pub(super) struct Dense(Vec<f64>);

impl Dense {
    /// Room for rows of indices below `size`.
    pub fn new(size: usize) -> Dense {
        Dense(vec![0.0; size])
    }

    /// Lays out a row for as long as `run` takes.
    pub fn with<R>(&mut self, row: &[(usize, f64)], run: impl FnOnce(&Dense) -> R) -> R {
        for (index, number) in row {
            self.0[*index] = *number;
        }
        let result = run(self);
        for (index, _) in row {
            self.0[*index] = 0.0;
        }
        result
    }

    /// The number at an index; 0 where the row has none.
    pub fn at(&self, index: usize) -> f64 {
        self.0[index]
    }

    /// The sum of the products with the numbers of another row.
    pub fn dot(&self, row: &[(usize, f64)]) -> f64 {
        row.iter()
            .fold(0.0, |sum, (index, number)| sum + self.0[*index] * number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_multiplied_and_leave_nothing_behind() {
        let mut dense = Dense::new(5);
        let product = dense.with(&[(1, 2.0), (4, 3.0)], |row| {
            assert_eq!((row.at(0), row.at(4)), (0.0, 3.0));
            row.dot(&[(0, 9.0), (1, 0.5), (4, -1.0)])
        });
        assert_eq!(product, -2.0);
        assert_eq!(dense.with(&[(0, 1.0)], |row| row.dot(&[(1, 1.0)])), 0.0);
    }
}
