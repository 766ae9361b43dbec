/** All accounts of a demonstration have addresses here, where nobody can have one. */
export const demoDomain = 'demo.qingnuo.example';
