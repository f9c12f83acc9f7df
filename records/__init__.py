"""What every case shares: places, parties, areas, sources, people, figures, review and release, disclosure."""
